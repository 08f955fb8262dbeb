// The web chat's client: signs in, then shows one conversation. It keeps what was written until the desk has it.

import { speak, word, roomName } from "./words.js";
import * as seats from "./seat.js";
import { ask, useToken, backOff, pause, Refused, Unreachable } from "./net.js";
import * as queue from "./queue.js";
import * as store from "./store.js";
import { Line } from "./line.js";
import * as page from "./page.js";
import * as compose from "./compose.js";
import * as door from "./door.js";
import * as threads from "./threads.js";
import * as elsewhere from "./elsewhere.js";
import * as alerts from "./alerts.js";
import * as frame from "./frame.js";
import * as menu from "./menu.js";
import * as search from "./search.js";
import * as sheet from "./sheet.js";
import * as actions from "./actions.js";
import { Past } from "./past.js";

const at = (id) => document.getElementById(id);
let seat = null;
let tag = "";
let past = null;
let line = null;
let context;
let stateName = "connecting";
// Which view was asked for last: what comes for an earlier one is not shown any more.
let turn = 0;
// Letters that come while a view is looked up.
let lately = null;
// The next letters of others stand under a line: they came while nobody looked.
let dividing = false;

dress();
door.onCode(arrive);
frame.listen({ write: compose.put, context: comesFrom, shown: opensOrCloses });
if (!seats.EMBEDDED || self.parent === self) begin(seats.codeInAddress());

// A code that is new is meant: whoever brings it gets a seat of their own beside the one that is kept. The code that
// made this very seat, tapped again, only opens it.
async function begin(code) {
  const known = code && !seats.IN_DEMO ? seats.madeBy(code) : null;
  if (known) seats.use(known);
  const token = seats.load("seat");
  const isNew = code && !seats.IN_DEMO && !known;
  if (isNew && (await arrive(code))) return;
  if (token && (await resume(token))) {
    // Whoever brought a code that opens nothing has to know that this is not their chat.
    if (isNew) page.toast(at("door-error").textContent);
    return;
  }
  if (code && !isNew && (await arrive(code))) return;
  if (seats.IN_DEMO && (await enterDemo())) return;
  lockedOut();
}

// The embedding page says what it is about, and may bring its facility's code for whoever is new.
async function comesFrom(next, code) {
  const isFirst = context === undefined;
  context = next;
  if (line) line.context = context;
  showContext();
  if (isFirst) await begin(seats.load("seat") ? null : code);
}

async function arrive(code) {
  const before = seats.name();
  const isTaken = Boolean(seats.load("seat"));
  if (isTaken && !seats.IN_DEMO) seats.use(seats.placeFor(code));
  const view = await door.enter(code);
  if (!view) {
    if (isTaken && !seats.IN_DEMO) seats.use(before);
    return false;
  }
  await open(view, true);
  return true;
}

// True when the kept token still opens its seat. Without a network what is kept is shown.
async function resume(token) {
  useToken(token);
  for (let failures = 1; ; failures += 1) {
    try {
      const view = seats.load("view");
      await open(view || (await ask("GET", "/api/me")), false);
      // What was kept saves a round trip; what changed since is put right afterwards.
      if (view) ask("GET", "/api/me").then(seen).catch(() => {});
      return true;
    } catch (error) {
      if (error.status === 401) {
        await forget(false);
        return false;
      }
      if (!(error instanceof Refused) && !(error instanceof Unreachable)) throw error;
      showState("offline");
      await pause(backOff(failures, error.retryAfter), new Set());
    }
  }
}

async function enterDemo() {
  try {
    const found = (await ask("GET", "/demo/seats", { as: null })).find((one) => one.seat === seats.name());
    return found ? await arrive(found.code) : false;
  } catch (_) {
    return false;
  }
}

function lockedOut(why) {
  seat = null;
  dress();
  showState("");
  for (const id of ["menu-open", "find-open", "threads-open", "back"]) at(id).hidden = true;
  door.askForCode(why);
  keepShell();
}

async function open(view, isFresh) {
  seen(view);
  seats.use(seats.name());
  tag = elsewhere.tagOf(view);
  queue.belongTo(tag);
  past = new Past(tag, () => showState("offline"));
  if (isFresh) await queue.add({ key: "start-" + seats.load("seat").slice(0, 8), start: true });
  page.setUp(seat, { tap, refer, jump, cancel: (key) => { if (line) line.cancel(key); }, home: () => narrow(page.narrowedTo()), trimmed: () => { at("older").hidden = false; }, menu: showActions });
  threads.setUp(seat, narrow);
  at("door").hidden = true;
  at("chat").hidden = false;
  compose.setUp({ send: (what) => say(what), toast: page.toast, typing }, seat.file_bytes);
  compose.moveTo(tag, null);
  at("menu-open").hidden = false;
  at("find-open").hidden = false;
  document.body.dataset.purpose = seat.purpose;
  const read = seats.load("read");
  const letters = await past.latest(null);
  threads.note(await store.letters(tag, null, 1000, (letter) => Boolean(letter.thread)), true);
  page.show(letters, { read });
  at("older").hidden = !past.hasOlder;
  showState(letters.length || isFresh ? "connected" : "connecting");
  for (const entry of await queue.waiting()) page.showPending(entry, entry.label);
  dress();
  dividing = !isFresh && read !== null;
  line = new Line({ letters: came, watches: alerts.isOn, state: showState, settled, progress, note: (key) => page.toast(word(key)), signedOut, face, typing: showTyping });
  line.context = context;
  line.start(past.newest);
  frame.opened(seat);
  frame.letters(letters);
  noteRead();
  setTimeout(keepShell, isFresh ? 2000 : 0);
  if (isFresh) await elsewhere.dropTwins(seat);
  elsewhere.setUp(seat, showElsewhere);
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
}

function seen(view) {
  seat = view;
  seats.save("view", view);
  seats.register(view);
  speak(view.locale);
  dress();
}

// The whole room, or one request's thread.
async function narrow(thread) {
  if (thread !== null && seat.purpose !== "agents") return;
  const mine = (turn += 1);
  lately = [];
  const letters = await past.latest(thread);
  if (mine !== turn) return;
  const last = letters.length ? letters[letters.length - 1].seq : 0;
  page.show(letters.concat(lately.filter((letter) => letter.seq > last && (thread === null || letter.thread === thread))), { of: thread });
  lately = null;
  at("older").hidden = !past.hasOlder;
  moved(thread);
  if (thread === null) threads.allRead();
  for (const entry of await queue.waiting()) if (mine === turn) page.showPending(entry, entry.label);
  if (thread === null) return;
  // It may reach further back than this browser does.
  const whole = await past.whole(thread).catch(() => []);
  if (mine !== turn) return;
  const oldest = page.oldestSeq();
  page.prepend(whole.filter((letter) => oldest === null || letter.seq < oldest));
  at("older").hidden = !past.hasOlder;
}

// Another view stands here: what is written goes there, and who came by keyboard is not left nowhere.
function moved(thread) {
  threads.enter(thread);
  compose.moveTo(tag, thread);
  dress();
  if (document.activeElement === document.body) at("scroll").focus({ preventScroll: true });
}

// A reference: in the agents' room its thread, elsewhere how it stands.
function refer(reference) {
  if (seat.purpose === "agents") narrow(reference);
  else say({ text: "/estado " + reference });
}

// Shows a letter, also one that lies far back.
async function jump(seq) {
  if (page.goTo(seq)) return;
  const mine = (turn += 1);
  try {
    const letters = await past.around(seq);
    if (mine !== turn) return;
    page.show(letters, { older: true });
    at("older").hidden = !past.hasOlder;
    moved(null);
    page.goTo(seq);
  } catch (_) {
    page.toast(word("noNet"));
  }
}

function came(letters, isFirst) {
  store.putLetters(tag, letters);
  past.came(letters);
  if (lately) lately.push(...letters);
  const others = letters.filter((letter) => !letter.echo || !letter.echo.mine);
  const divides = others.length > 0 && dividing && (isFirst || document.hidden || !isOpen);
  page.append(letters, divides ? others[0].seq - 1 : null);
  if (divides || (!document.hidden && isOpen)) dividing = false;
  showThinking(false);
  threads.note(letters, !document.hidden && page.narrowedTo() === null);
  showState(stateName);
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
  if (document.hidden || !isOpen || !past || !seat) return;
  seats.save("read", past.newest);
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

async function signedOut() {
  line.end();
  await forget(false);
  page.empty();
  sheet.close();
  compose.moveTo("", null);
  if (!seats.IN_DEMO || !(await enterDemo())) lockedOut("ended");
}

// What was not sent yet stays for the same person's next sign-in, unless they leave themselves.
async function forget(isLeaving) {
  useToken(null);
  if (tag) {
    await store.forgetLetters(tag);
    if (isLeaving) await queue.clear();
  }
  seats.forget(seats.name());
}

// They gave their name, or chose another language.
function face(name, locale) {
  if (!seat || (seat.name === name && seat.locale === locale)) return;
  seen(Object.assign({}, seat, { name, locale }));
  frame.opened(seat);
}

function tap(token, label) {
  say({ tap: token }, label);
  compose.focus();
}

async function say(what, label) {
  const thread = page.narrowedTo();
  const entry = Object.assign({}, what, label ? { label } : {}, thread ? { thread } : {});
  const { entry: added, kept } = await queue.add(entry);
  if (!kept && (entry.blobs || stateName !== "connected")) page.toast(word("notKept"));
  if (page.isAway()) narrow(thread);
  else page.showPending(added, label);
  if (line) line.wake();
  setTimeout(async () => { if (stateName === "connected" && !seat.is_group && (await queue.first())) showThinking(true); }, 500);
}

// The desk is at work: it answers fast, a thin network does not.
function showThinking(isOn) {
  at("thinking").hidden = !isOn;
  if (isOn) page.toEnd();
}

let typedAt = 0;
function typing() {
  if (!seat.is_group || Date.now() - typedAt < 4000 || stateName !== "connected") return;
  typedAt = Date.now();
  ask("POST", "/api/typing", { body: {} }).catch(() => {});
}

let typingTimer = 0;
function showTyping(names) {
  clearTimeout(typingTimer);
  at("typing").textContent = !names.length ? "" : names.length > 1 ? word("typingMany") : word("typingOne", { name: names[0] });
  if (names.length) typingTimer = setTimeout(() => showTyping([]), 6000);
}

// The words around the chat, in the language of the seat.
function dress() {
  door.dress();
  const thread = seat ? page.narrowedTo() : null;
  at("older").textContent = word("older");
  const labels = { back: "back", "menu-open": "menu", "find-open": "find" };
  for (const id of Object.keys(labels)) at(id).setAttribute("aria-label", word(labels[id]));
  compose.dress(word(thread ? "writeNote" : "write"));
  at("back").hidden = !thread;
  at("room").textContent = thread || title();
  at("log").setAttribute("aria-label", thread ? word("thread", { thread }) : title());
  document.body.classList.toggle("narrowed", Boolean(thread));
  alerts.entitle(title());
  showContext();
  showState(stateName);
}

function title() {
  return seat && seat.is_group ? roomName(seat.purpose) : "Balcão";
}

function showState(name) {
  stateName = name;
  if (name !== "connected") at("thinking").hidden = true;
  const words = name ? word(name) : "";
  const thread = seat ? page.narrowedTo() : null;
  const quiet = name === "connected" && seat && seat.name;
  const told = quiet ? (thread ? threads.titleOf(thread) : seat.name + " · " + words.toLowerCase()) : words;
  // The same words again would be read out again.
  if (at("state").textContent !== told) at("state").textContent = told;
  document.body.dataset.state = name;
}

function showContext() {
  at("context").hidden = !(context && context.page);
  if (context && context.page) at("context").textContent = word("helpOn", { page: context.page });
}

function showElsewhere(count) {
  at("menu-open").querySelector(".dot").hidden = !count;
}

function showActions(letter) {
  actions.open(letter, {
    toast: page.toast,
    reply: () => compose.reply(letter, page.authorOf(letter)),
    edit: () => compose.edit(letter),
  });
}

at("back").addEventListener("click", () => narrow(null));
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && seats.EMBEDDED && !at("sheet").open) frame.close();
});

at("older").addEventListener("click", async () => {
  const mine = turn;
  at("older").disabled = true;
  const letters = await past.before(page.oldestSeq(), page.narrowedTo()).catch(() => null);
  at("older").disabled = false;
  if (mine !== turn) return;
  if (!letters) return page.toast(word("noNet"));
  page.prepend(letters);
  at("older").hidden = !past.hasOlder;
});

at("find-open").addEventListener("click", () => search.open(tag, jump));
at("menu-open").addEventListener("click", () => menu.open({ leave, toast: page.toast }));

async function leave(everywhere) {
  const tags = elsewhere.tags().concat(tag);
  const counts = await Promise.all(tags.map((one) => queue.waiting(one)));
  const waits = counts.some((entries) => entries.length) ? "\n\n" + word("leaveWaiting") : "";
  if (!confirm(word(everywhere ? "leaveAllSure" : "leaveSure") + waits)) return;
  try {
    await ask("POST", "/api/leave", { body: { everywhere } });
  } catch (error) {
    if (error.status !== 401) return page.toast(word("leaveFailed"));
  }
  line.end();
  await elsewhere.forgetAll();
  await forget(true);
  // Not to whoever else has a seat in this browser: what they wrote is not for the next eyes.
  location.replace(seats.addressOf(seats.name()));
}

// Another tab signed in anew or out: this one follows, rather than showing a seat that is no longer kept.
addEventListener("storage", (event) => { if (event.key === seats.keptUnder("seat")) location.reload(); });

document.addEventListener("visibilitychange", () => {
  if (document.hidden) dividing = true;
  noteRead();
});

// Another link with a code was opened in this very tab.
addEventListener("hashchange", () => { if (seats.hasCode()) location.reload(); });

// Only once the first words are there: on a thin network everything else has to wait for them.
function keepShell() {
  if ("serviceWorker" in navigator && !seats.EMBEDDED) navigator.serviceWorker.register("/sw.js").catch(() => {});
}
