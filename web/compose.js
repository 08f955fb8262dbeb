// Where one writes: words, files that wait beside them, a voice, an answer to a message, or new words for an old one.
// What was begun stays in the browser until it is sent.

import { word, size } from "./words.js";
import * as seats from "./seat.js";
import { shrunk } from "./upload.js";
import { isPicture } from "./files.js";
import { record } from "./voice.js";

const at = (id) => document.getElementById(id);
const text = at("text");
const MOST_FILES = 10;

let on = {};
let limit = 0;
let staged = [];
let about = null; // { kind: "reply" | "edit", letter, author }
let recorder = null;

// `on`: send({ text, blobs, reply_to, edit }), toast(text), typing().
export function setUp(next, fileBytes) {
  on = next;
  limit = fileBytes;
  if (!text.value) text.value = seats.load("text") || "";
  fit();
}

export function dress(placeholder) {
  text.placeholder = placeholder;
  if (!at("chat").hidden) fit();
  text.setAttribute("aria-label", placeholder);
  const labels = { send: "send", attach: "attach", mic: "record", "about-close": "cancel", "rec-stop": "stopRecording", "rec-cancel": "cancelRecording" };
  for (const id of Object.keys(labels)) at(id).setAttribute("aria-label", word(labels[id]));
  for (const [id, key] of [["camera", "camera"], ["photos", "photos"], ["file", "document"]]) {
    at(id + "-label").textContent = word(key);
  }
}

const pointsFine = () => matchMedia("(pointer: fine)").matches;

// A phone's keyboard opens only where it is asked for.
export function focus() {
  if (pointsFine()) text.focus();
}

// Puts words there for the person to send.
export function put(words) {
  text.value = words;
  changed();
  text.focus();
}

export function clear() {
  text.value = "";
  staged = [];
  stop();
  changed();
}

function changed() {
  seats.save("text", text.value && !(about && about.kind === "edit") ? text.value : null);
  fit();
}

function fit() {
  text.style.height = "auto";
  const needed = text.scrollHeight + 2;
  text.style.height = Math.min(needed, 140) + "px";
  text.style.overflowY = needed > 140 ? "auto" : "hidden";
  const empty = !text.value.trim() && !staged.length;
  document.body.classList.toggle("writing", !empty);
  at("mic").hidden = !empty || !canRecord || about !== null;
  at("send").hidden = !at("mic").hidden;
}

const canRecord = Boolean(self.MediaRecorder && navigator.mediaDevices && navigator.mediaDevices.getUserMedia);

addEventListener("resize", () => { if (!at("chat").hidden) fit(); });
text.addEventListener("input", () => { changed(); if (text.value) on.typing(); });
text.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && about) return stop();
  const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (plain && pointsFine()) {
    event.preventDefault();
    send();
  }
});
at("write").addEventListener("submit", (event) => { event.preventDefault(); send(); });
for (const id of ["send", "mic"]) at(id).addEventListener("pointerdown", (event) => event.preventDefault()); // the keyboard stays open

function send() {
  const words = text.value.trim();
  if (!words && !staged.length) return;
  const what = { text: words };
  if (staged.length) what.blobs = staged.map(({ blob, name, type }) => ({ blob, name, type }));
  if (about && about.kind === "reply") what.reply_to = about.letter.seq;
  if (about && about.kind === "edit") what.edit = about.letter.echo.key;
  const unchanged = what.edit && words === (about.letter.text || "");
  text.value = "";
  for (const file of staged) if (file.url) URL.revokeObjectURL(file.url);
  staged = [];
  about = null;
  showAbout();
  showStaged();
  changed();
  if (!unchanged) on.send(what);
}

// Files that wait beside the words.
for (const id of ["camera", "photos", "file"]) {
  at(id).addEventListener("change", async () => {
    const chosen = Array.from(at(id).files);
    at(id).value = "";
    at("attach-menu").hidden = true;
    for (const file of chosen) await stage(file);
    text.focus();
  });
}

async function stage(file) {
  if (!file.size) return on.toast(word("emptyFile"));
  if (staged.length >= MOST_FILES) return on.toast(word("tooMany", { most: MOST_FILES }));
  const small = await shrunk(file);
  if (small.blob.size > limit) return on.toast(word("tooLarge", { limit: size(limit) }));
  const url = isPicture(small.type) ? URL.createObjectURL(small.blob) : null;
  staged.push(Object.assign({ url }, small));
  showStaged();
  fit();
}

function showStaged() {
  at("staged").textContent = "";
  at("staged").hidden = !staged.length;
  for (const file of staged) {
    const item = document.createElement("li");
    if (file.url) {
      const picture = document.createElement("img");
      picture.src = file.url;
      picture.alt = file.name;
      item.append(picture);
    }
    const name = document.createElement("span");
    name.textContent = file.name + " · " + size(file.blob.size);
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "✕";
    remove.setAttribute("aria-label", word("remove", { name: file.name }));
    remove.addEventListener("click", () => {
      staged = staged.filter((one) => one !== file);
      showStaged();
      fit();
    });
    item.append(name, remove);
    at("staged").append(item);
  }
}

at("attach").addEventListener("click", () => {
  at("attach-menu").hidden = !at("attach-menu").hidden;
  at("attach").setAttribute("aria-expanded", String(!at("attach-menu").hidden));
  if (!at("attach-menu").hidden) at("attach-menu").querySelector("input").focus();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("#attach, #attach-menu")) hideAttach();
});
at("attach-menu").addEventListener("keydown", (event) => {
  if (event.key === "Escape") { hideAttach(); at("attach").focus(); }
});

function hideAttach() {
  at("attach-menu").hidden = true;
  at("attach").setAttribute("aria-expanded", "false");
}

// A picture that was copied is pasted, a file that is dropped is taken.
text.addEventListener("paste", (event) => {
  const files = Array.from((event.clipboardData || {}).files || []);
  if (!files.length) return;
  event.preventDefault();
  files.forEach(stage);
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  if (!at("chat").hidden) Array.from((event.dataTransfer || {}).files || []).forEach(stage);
});

// An answer, or new words.
export function reply(letter, author) {
  about = { kind: "reply", letter, author };
  showAbout();
  text.focus();
}

export function edit(letter) {
  about = { kind: "edit", letter };
  text.value = letter.text || "";
  showAbout();
  fit();
  text.focus();
}

function stop() {
  if (about && about.kind === "edit") text.value = "";
  about = null;
  showAbout();
  changed();
}

at("about-close").addEventListener("click", () => { stop(); text.focus(); });

function showAbout() {
  at("about").hidden = !about;
  if (!about) return;
  at("about-title").textContent = about.kind === "edit" ? word("editing") : word("replying", { author: about.author });
  at("about-text").textContent = (about.letter.text || "").slice(0, 120);
}

// A voice.
at("mic").addEventListener("click", async () => {
  if (recorder) return;
  recorder = await record(showRecording).catch(() => null);
  if (!recorder) return on.toast(word("noMicrophone"));
  at("recording").hidden = false;
  at("rec-stop").focus();
});
at("rec-stop").addEventListener("click", () => endRecording(true));
at("rec-cancel").addEventListener("click", () => endRecording(false));

function showRecording(seconds, isOver) {
  const told = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  at("rec-time").textContent = word("recording") + " " + told;
  if (isOver) endRecording(true);
}

async function endRecording(isKept) {
  const ending = recorder;
  recorder = null;
  at("recording").hidden = true;
  if (!ending) return;
  const file = await ending.end();
  if (isKept && file.size) await stage(file);
  text.focus();
}
