// The web chat's client: it shows one conversation, and keeps what was written until the desk has it.

import { word } from "./words.js";
import { now } from "./now.js";
import * as seats from "./seat.js";
import { ask } from "./net.js";
import * as queue from "./queue.js";
import * as store from "./store.js";
import { Line } from "./line.js";
import * as page from "./page.js";
import * as compose from "./compose.js";
import * as threads from "./threads.js";
import * as elsewhere from "./elsewhere.js";
import * as alerts from "./alerts.js";
import * as frame from "./frame.js";
import * as menu from "./menu.js";
import * as search from "./search.js";
import * as actions from "./actions.js";
import { Past } from "./past.js";
import { dress, showElsewhere, showState, showThinking, showTyping } from "./heading.js";
import * as views from "./views.js";
import { ahead, begin, comesFrom, keepShell, leave, seen, signedOut } from "./arriving.js";

const at = (id) => document.getElementById(id);
// The next letters of others stand under a line: they came while nobody looked.
let dividing = false;

dress();
frame.listen({ write: compose.put, context: comesFrom, shown: opensOrCloses });
begin(open);

async function open(view, isFresh) {
  seen(view);
  seats.use(seats.name());
  now.tag = elsewhere.tagOf(view);
  queue.belongTo(now.tag);
  now.past = new Past(now.tag, () => showState("offline"));
  if (isFresh) await queue.add({ key: "start-" + seats.load("seat").slice(0, 8), start: true });
  page.setUp(now.seat, { tap, refer, jump: views.jump, cancel: (key) => { if (now.line) now.line.cancel(key); }, home: () => views.narrow(page.narrowedTo()), trimmed: () => { at("older").hidden = false; }, menu: showActions });
  threads.setUp(now.seat, views.narrow);
  at("door").hidden = true;
  at("chat").hidden = false;
  compose.setUp({ send: (what) => say(what), toast: page.toast, typing }, now.seat.file_bytes);
  compose.moveTo(now.tag, null);
  at("menu-open").hidden = false;
  at("find-open").hidden = false;
  document.body.dataset.purpose = now.seat.purpose;
  const read = seats.load("read");
  const letters = await now.past.latest(null);
  threads.note(await store.letters(now.tag, null, 1000, (letter) => Boolean(letter.thread)), true);
  page.show(letters, { read });
  at("older").hidden = !now.past.hasOlder;
  showState(letters.length || isFresh ? "connected" : "connecting");
  for (const entry of await queue.waiting()) page.showPending(entry, entry.label);
  dress();
  dividing = !isFresh && read !== null;
  now.line = new Line({ letters: came, watches: alerts.isOn, state: showState, settled, progress, note: (key) => page.toast(word(key)), signedOut, ahead, face, typing: showTyping });
  now.line.context = now.context;
  now.line.start(now.past.newest);
  frame.opened(now.seat);
  frame.letters(letters);
  noteRead();
  setTimeout(keepShell, isFresh ? 2000 : 0);
  if (isFresh) await elsewhere.dropTwins(now.seat);
  elsewhere.setUp(now.seat, showElsewhere);
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
}

// A reference: in the agents' room its thread, elsewhere how it stands.
function refer(reference) {
  if (now.seat.purpose === "agents") views.narrow(reference);
  else say({ text: "/estado " + reference });
}

function came(letters, isFirst) {
  store.putLetters(now.tag, letters);
  now.past.came(letters);
  views.came(letters);
  const others = letters.filter((letter) => !letter.echo || !letter.echo.mine);
  const divides = others.length > 0 && dividing && (isFirst || document.hidden || !isOpen);
  page.append(letters, divides ? others[0].seq - 1 : null);
  if (divides || (!document.hidden && isOpen)) dividing = false;
  showThinking(false);
  threads.note(letters, !document.hidden && page.narrowedTo() === null);
  showState(now.state);
  alerts.came(others.length);
  frame.letters(letters);
  if (!isOpen) frame.unread((unseen += others.length));
  noteRead();
}

// An embedded chat lies behind its button at times.
let isOpen = true;
let unseen = 0;
function opensOrCloses(shown) {
  isOpen = shown;
  dividing = !shown;
  if (!shown) return;
  unseen = 0;
  frame.unread(0);
  noteRead();
}

// What stood here while somebody looked counts as read.
function noteRead() {
  if (document.hidden || !isOpen || !now.past || !now.seat) return;
  seats.save("read", now.past.newest);
  if (page.narrowedTo() === null) threads.allRead();
}

function settled(entry, outcome, toast) {
  if (toast) page.toast(toast);
  const notes = { waiting: "queued", quarantined: "quarantined", failed: "failed", tooLong: "tooLong" };
  if (notes[outcome]) page.toast(word(notes[outcome]));
  showThinking(false);
  if (outcome === "again" || outcome === "done" || outcome === "cancelled") page.settle(entry.key);
  else {
    const isLost = outcome === "failed" || outcome === "tooLong";
    page.markPending(entry.key, isLost ? "failed" : "sent");
    if (isLost && !entry.edit && (entry.text || entry.blobs)) page.offer(entry.key, () => compose.giveBack(entry));
  }
}

const progress = (entry, percent) => page.markPending(entry.key, "sending", percent);

// They gave their name, or chose another language.
function face(name, locale) {
  if (!now.seat || (now.seat.name === name && now.seat.locale === locale)) return;
  seen(Object.assign({}, now.seat, { name, locale }));
  frame.opened(now.seat);
}

function tap(token, label) {
  say({ tap: token }, label);
  compose.focus();
}

async function say(what, label) {
  const thread = page.narrowedTo();
  const entry = Object.assign({}, what, label ? { label } : {}, thread ? { thread } : {});
  const { entry: added, kept } = await queue.add(entry);
  if (!kept && (entry.blobs || now.state !== "connected")) page.toast(word("notKept"));
  if (page.isAway()) views.narrow(thread);
  else page.showPending(added, label);
  if (now.line) now.line.wake();
  setTimeout(async () => { if (now.state === "connected" && !now.seat.is_group && (await queue.first())) showThinking(true); }, 500);
}

let typedAt = 0;
function typing() {
  if (!now.seat.is_group || Date.now() - typedAt < 4000 || now.state !== "connected") return;
  typedAt = Date.now();
  ask("POST", "/api/typing", { body: {} }).catch(() => {});
}

function showActions(letter) {
  actions.open(letter, {
    toast: page.toast,
    reply: () => compose.reply(letter, page.authorOf(letter)),
    edit: () => compose.edit(letter),
  });
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && seats.EMBEDDED && !at("sheet").open) frame.close();
});

at("find-open").addEventListener("click", () => search.open(now.tag, views.jump));
at("menu-open").addEventListener("click", () => menu.open({ leave, toast: page.toast }));

document.addEventListener("visibilitychange", () => {
  if (document.hidden) dividing = true;
  noteRead();
});
