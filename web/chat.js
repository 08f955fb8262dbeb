// The web chat's client: signs in, then shows one conversation. It keeps what was written until the desk has it.

import { speak, word, roomName, size } from "./words.js";
import * as seats from "./seat.js";
import { ask, useToken, backOff, pause, Refused, Unreachable } from "./net.js";
import * as queue from "./queue.js";
import { Line } from "./line.js";
import * as page from "./page.js";
import { upload, TooLarge } from "./files.js";

const at = (id) => document.getElementById(id);
const PAGE = 50;
let seat = null;
let line = null;
let stateName = "connecting";

begin();

async function begin() {
  dress();
  const code = seats.codeInAddress();
  const token = seats.load("seat");
  if (token) queue.ofToken(token);
  // A new code is meant: it wins over the seat that is kept. The one that made this seat, tapped again, does not.
  const isNew = code && !seats.IN_DEMO && code !== seats.load("used");
  if (isNew && (await enter(code))) return;
  if (token && (await resume(token))) return;
  if (code && !isNew && (await enter(code))) return;
  if (seats.IN_DEMO && (await enterDemo())) return;
  askForCode();
}

// True when the kept token still opens its seat. Without a network it is tried until there is one.
async function resume(token) {
  useToken(token);
  for (let failures = 1; ; failures += 1) {
    try {
      const view = seats.load("view");
      await open(view || (await ask("GET", "/api/me")));
      // What was kept saves a round trip; what changed since is put right afterwards.
      if (view) ask("GET", "/api/me").then(seen).catch(() => {});
      return true;
    } catch (error) {
      if (error.status === 401) {
        forget();
        return false;
      }
      if (!(error instanceof Refused) && !(error instanceof Unreachable)) throw error;
      showState("offline");
      await pause(backOff(failures, error.retryAfter), new Set());
    }
  }
}

// The token is kept before it is used: when the answer is lost, the same code opens the same seat again.
async function enter(code) {
  const coming = seats.load("coming");
  const token = coming && coming.code === code ? coming.token : seats.newToken();
  seats.save("coming", { code, token });
  useToken(null);
  at("door-error").textContent = "";
  for (let failures = 1; failures < 6; failures += 1) {
    try {
      const entered = await ask("POST", "/api/enter", { body: { code, token } });
      seats.save("seat", token);
      seats.save("coming", null);
      seats.save("used", code);
      useToken(token);
      queue.clear();
      queue.ofToken(token);
      queue.add({ key: "start-" + token.slice(0, 8), start: true });
      await open(entered);
      return true;
    } catch (error) {
      if (error instanceof Refused) {
        const slow = error.status === 429;
        at("door-error").textContent = slow ? word("slowDown", { seconds: error.body.retry_after_s || 60 }) : word("badCode");
        return false;
      }
      at("door-error").textContent = word("noNet");
      at("code").value = code;
      await pause(backOff(failures, error.retryAfter), new Set());
    }
  }
  return false;
}

async function enterDemo() {
  try {
    const seat = (await ask("GET", "/demo/seats")).find((one) => one.seat === seats.NAME);
    return seat ? await enter(seat.code) : false;
  } catch (_) {
    return false;
  }
}

function askForCode() {
  showState("");
  at("chat").hidden = true;
  at("leave").hidden = true;
  at("door").hidden = false;
  at("code").focus();
}

async function open(entered) {
  seen(entered);
  page.setUp(seat, tap, () => { at("older").hidden = false; });
  at("door").hidden = true;
  at("chat").hidden = false;
  at("leave").hidden = seats.IN_DEMO;
  document.body.dataset.purpose = seat.purpose;
  page.empty();
  const past = await oldLetters(null);
  page.begin(past);
  showState("connected");
  grow();
  for (const entry of queue.waiting()) page.showPending(entry, entry.label);
  line = new Line({ letters: came, state: showState, settled, signedOut, face });
  line.start(past.length ? past[past.length - 1].seq : 0);
}

function seen(view) {
  seat = view;
  seats.save("view", view);
  speak(view.locale);
  dress();
}

async function oldLetters(before) {
  for (let failures = 1; ; failures += 1) {
    try {
      const path = "/api/history?limit=" + PAGE + (before === null ? "" : "&before=" + before);
      const letters = (await ask("GET", path)).letters;
      at("older").hidden = letters.length < PAGE;
      return letters;
    } catch (error) {
      if (error instanceof Refused) throw error;
      showState("offline");
      await pause(backOff(failures, error.retryAfter), new Set());
    }
  }
}

function came(letters) {
  page.append(letters);
  if (document.hidden && letters.some((l) => !l.echo || !l.echo.mine)) document.title = "(•) " + title();
}

function settled(entry, outcome, toast) {
  if (toast) page.toast(toast);
  const notes = { waiting: "queued", quarantined: "quarantined", failed: "failed", tooLong: "tooLong" };
  if (notes[outcome]) page.toast(word(notes[outcome]));
  if (outcome === "again" || outcome === "done") page.settle(entry.key);
  else page.markPending(entry.key, outcome === "failed" || outcome === "tooLong" ? "failed" : "sent");
}

function signedOut() {
  line.end();
  forget();
  page.empty();
  if (seats.IN_DEMO) enterDemo().then((entered) => { if (!entered) askForCode(); });
  else askForCode();
}

function forget() {
  seat = null;
  useToken(null);
  queue.clear();
  for (const what of ["seat", "view", "coming"]) seats.save(what, null);
}

// They gave their name, or chose another language.
function face(name, locale) {
  if (seat && (seat.name !== name || seat.locale !== locale)) seen(Object.assign({}, seat, { name, locale }));
}

function tap(token, label) {
  say({ tap: token }, label);
  if (matchMedia("(pointer: fine)").matches) text.focus();
}

function say(what, label) {
  const entry = queue.add(Object.assign({}, what, label ? { label } : {}));
  page.showPending(entry, label);
  if (line) line.wake();
}

// The words around the chat, in the language of the seat.
function dress() {
  const words = { older: "older", leave: "leave", "door-title": "doorTitle", "door-hint": "doorHint", "code-label": "code", "door-go": "enter" };
  for (const id of Object.keys(words)) at(id).textContent = word(words[id]);
  at("text").placeholder = word("write");
  at("text").setAttribute("aria-label", word("write"));
  at("send").setAttribute("aria-label", word("send"));
  at("file").setAttribute("aria-label", word("attach"));
  at("room").textContent = title();
  at("log").setAttribute("aria-label", title());
  document.title = title();
  showState(stateName);
}

function title() {
  return seat && seat.is_group ? roomName(seat.purpose) : "Balcão";
}

function showState(name) {
  stateName = name;
  const words = name ? word(name) : "";
  const quiet = name === "connected" && seat && seat.name;
  at("state").textContent = quiet ? seat.name + " · " + words.toLowerCase() : words;
  document.body.dataset.state = name;
}

// Writing.
const text = at("text");

function grow() {
  text.style.height = "auto";
  const needed = text.scrollHeight + 2;
  text.style.height = Math.min(needed, 140) + "px";
  text.style.overflowY = needed > 140 ? "auto" : "hidden";
}

text.addEventListener("input", grow);
text.addEventListener("keydown", (event) => {
  const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (plain && matchMedia("(pointer: fine)").matches) {
    event.preventDefault();
    sendText();
  }
});
at("write").addEventListener("submit", (event) => { event.preventDefault(); sendText(); });
at("send").addEventListener("pointerdown", (event) => event.preventDefault()); // the keyboard stays open

function sendText() {
  const words = text.value.trim();
  text.value = "";
  grow();
  if (words) say({ text: words });
}

at("file").addEventListener("change", async () => {
  const file = at("file").files[0];
  at("file").value = "";
  if (!file) return;
  if (!file.size) return page.toast(word("emptyFile"));
  const words = text.value.trim();
  text.value = "";
  grow();
  uploads += 1;
  await sendFile(file, words);
  uploads -= 1;
});

// Text waits in the browser's storage; the bytes of a file do not.
let uploads = 0;
addEventListener("beforeunload", (event) => { if (uploads) event.preventDefault(); });

// The bytes go first, as often as it takes; then the message that names them joins the queue.
async function sendFile(file, words) {
  const shown = { key: seats.newKey(), sent_at: Date.now(), text: words };
  page.showPending(shown, words, [{ name: file.name, mime: file.type, bytes: file.size }]);
  for (let failures = 1; ; failures += 1) {
    try {
      const kept = await upload(file, seat.file_bytes);
      if (kept.no_picture) page.toast(word("noPicture"));
      const { source, name, mime, bytes } = kept;
      queue.add({ key: shown.key, sent_at: shown.sent_at, text: words, files: [{ source, name, mime, bytes }] });
      return line.wake();
    } catch (error) {
      const tooLarge = error instanceof TooLarge || error.status === 413;
      if (tooLarge || error instanceof Refused) {
        page.markPending(shown.key, "failed");
        if (tooLarge) page.toast(word("tooLarge", { limit: size(seat.file_bytes) }));
        else page.toast(word("failed"));
        return;
      }
      await pause(backOff(failures, error.retryAfter), new Set());
    }
  }
}

at("older").addEventListener("click", async () => {
  at("older").disabled = true;
  const letters = await oldLetters(page.oldestSeq()).catch(() => []);
  page.prepend(letters);
  at("older").disabled = false;
});

at("leave").addEventListener("click", async () => {
  if (!confirm(word("leaveSure"))) return;
  line.end();
  await ask("POST", "/api/leave").catch(() => {});
  forget();
  location.reload();
});

at("enter").addEventListener("submit", async (event) => {
  event.preventDefault();
  const code = at("code").value.trim();
  if (!code) return;
  at("door-go").disabled = true;
  if (await enter(code)) at("code").value = "";
  at("door-go").disabled = false;
});

// Another tab signed in anew or out: this one follows, rather than showing a seat that is no longer kept.
addEventListener("storage", (event) => { if (event.key === seats.keptUnder("seat")) location.reload(); });

document.addEventListener("visibilitychange", () => { if (!document.hidden) document.title = title(); });

// Another link with a code was opened in this very tab.
addEventListener("hashchange", () => { if (seats.hasCode()) location.reload(); });
