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
let recorder = null;

// What is being written, and where: `about` is { kind: "reply" | "edit", letter, author, draft }.
let owner = "";
let thread = "";
let box = { text: "", staged: [], about: null };
const boxes = new Map();

// `on`: send({ text, blobs, reply_to, edit }), toast(text), typing().
export function setUp(next, fileBytes) {
  on = next;
  limit = fileBytes;
}

const begun = () => {
  const kept = seats.load("text") || {};
  return typeof kept === "string" ? { "": kept } : kept;
};

// What was begun stays where it was begun: a note on one request never goes to another, and who comes next finds
// nothing of whoever was here.
export function moveTo(person, of) {
  if (person !== owner) endRecording(false);
  box.text = text.value;
  boxes.set(owner + " " + thread, box);
  owner = person;
  thread = of || "";
  const kept = boxes.get(owner + " " + thread);
  box = kept || { text: (owner && begun()[thread]) || "", staged: [], about: null };
  text.value = box.text;
  showAbout();
  showStaged();
  fit();
}

// What the desk did not take can be changed and sent again.
export function giveBack(entry) {
  stop();
  text.value = [text.value, entry.text].filter(Boolean).join("\n");
  for (const file of entry.blobs || []) hold(file, box);
  changed();
  text.focus();
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
  stop();
  text.value = words;
  changed();
  text.focus();
}

const isEdit = () => Boolean(box.about && box.about.kind === "edit");

function changed() {
  const kept = begun();
  kept[thread] = isEdit() ? box.about.draft : text.value;
  if (!kept[thread]) delete kept[thread];
  seats.save("text", Object.keys(kept).length ? kept : null);
  fit();
}

function fit() {
  text.style.height = "auto";
  const needed = text.scrollHeight + 2;
  text.style.height = Math.min(needed, 140) + "px";
  text.style.overflowY = needed > 140 ? "auto" : "hidden";
  const empty = !text.value.trim() && !box.staged.length;
  document.body.classList.toggle("writing", !empty);
  at("mic").hidden = !empty || !canRecord || box.about !== null;
  at("send").hidden = !at("mic").hidden;
}

const canRecord = Boolean(self.MediaRecorder && navigator.mediaDevices && navigator.mediaDevices.getUserMedia);

addEventListener("resize", () => { if (!at("chat").hidden) fit(); });
text.addEventListener("input", () => { changed(); if (text.value) on.typing(); });
text.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && box.about) return stop();
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
  const { about, staged } = box;
  const anew = isEdit();
  // New words for an old message take no files along: those wait for the next one.
  if (!words && (anew || !staged.length)) return;
  const what = { text: words };
  if (staged.length && !anew) what.blobs = staged.map(({ blob, name, type }) => ({ blob, name, type }));
  if (about && about.kind === "reply") what.reply_to = about.letter.seq;
  if (anew) what.edit = about.letter.echo.key;
  const unchanged = what.edit && words === (about.letter.text || "");
  text.value = anew ? about.draft : "";
  if (!anew) {
    staged.forEach(release);
    box.staged = [];
  }
  box.about = null;
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
    const into = box;
    for (const file of chosen) await stage(file, into);
    text.focus();
  });
}

async function stage(file, into = box) {
  if (!file.size) return on.toast(word("emptyFile"));
  const small = await shrunk(file);
  if (into.staged.length >= MOST_FILES) return on.toast(word("tooMany", { most: MOST_FILES }));
  if (small.blob.size > limit) return on.toast(word("tooLarge", { limit: size(limit) }));
  hold(small, into);
}

function hold(file, into) {
  const url = isPicture(file.type) ? URL.createObjectURL(file.blob) : null;
  into.staged.push(Object.assign({ url }, file));
  if (into !== box) return;
  showStaged();
  fit();
}

const release = (file) => { if (file.url) URL.revokeObjectURL(file.url); };

function showStaged() {
  at("staged").textContent = "";
  at("staged").hidden = !box.staged.length;
  for (const file of box.staged) {
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
      release(file);
      box.staged = box.staged.filter((one) => one !== file);
      showStaged();
      fit();
      focus();
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
  files.forEach((file) => stage(file));
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  if (!at("chat").hidden) Array.from((event.dataTransfer || {}).files || []).forEach((file) => stage(file));
});

// An answer, or new words.
export function reply(letter, author) {
  stop();
  box.about = { kind: "reply", letter, author };
  showAbout();
  text.focus();
}

export function edit(letter) {
  stop();
  box.about = { kind: "edit", letter, draft: text.value };
  text.value = letter.text || "";
  showAbout();
  fit();
  text.focus();
}

function stop() {
  if (isEdit()) text.value = box.about.draft;
  box.about = null;
  showAbout();
  changed();
}

at("about-close").addEventListener("click", () => { stop(); text.focus(); });

function showAbout() {
  const { about } = box;
  at("about").hidden = !about;
  if (!about) return;
  at("about-title").textContent = about.kind === "edit" ? word("editing") : word("replying", { author: about.author });
  at("about-text").textContent = (about.letter.text || "").slice(0, 120);
}

// A voice.
let isAsked = false;
let voiceOf = box;
at("mic").addEventListener("click", async () => {
  // A second tap, while the browser asks whether it may, would open a second microphone that nobody closes.
  if (recorder || isAsked) return;
  isAsked = true;
  voiceOf = box;
  recorder = await record(showRecording).catch(() => null);
  isAsked = false;
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
  if (isKept && file.size) await stage(file, voiceOf);
  text.focus();
}
