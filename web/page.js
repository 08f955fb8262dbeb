// The page of letters: it shows a run of them, of the whole conversation or of one request's thread, with day lines,
// what was not read yet, buttons that are spent once tapped, and stays with the last while it is read.

import { word, dayName, emptyRoom } from "./words.js";
import { release } from "./files.js";
import { bubble, pendingBubble, again, delivery, plain, serve } from "./bubble.js";

const log = document.getElementById("log");
const scroll = document.getElementById("scroll");
const down = document.getElementById("down");
const nothing = document.getElementById("nothing");

const slots = new Map(); // slot -> { seq, node }
const pending = new Map(); // client key -> node
const live = new Map(); // token -> { seq, row }: buttons that can still be tapped
const taps = new Map(); // token -> seq of the newest tap
const known = new Map(); // seq -> letter: what stands here, for quotes
let isGroup = false;
let purpose = "";
let on = {};
let unread = 0;
let thread = null;
// An older part is shown; what comes meanwhile is counted, not shown.
let away = false;

// A phone is slow with more; what goes at the top comes back with "earlier messages".
const MOST = 300;
const KEPT = 200;
let oldest = null;

export const oldestSeq = () => oldest;
export const narrowedTo = () => thread;
export const isAway = () => away;

// `on`: tap(token, label), trimmed(), refer(reference), jump(seq), menu(letter), cancel(key), home().
export function setUp(seat, next) {
  isGroup = seat.is_group;
  purpose = seat.purpose;
  on = next;
  serve({
    isGroup, hasThreads: seat.purpose === "agents", refers: seat.purpose !== "partner",
    tap, quote, toast, refer: on.refer, cancel: on.cancel, menu: on.menu,
  });
  log.classList.toggle("group", isGroup);
}

export function empty() {
  release(log);
  log.textContent = "";
  oldest = null;
  thread = null;
  away = false;
  for (const map of [slots, pending, live, taps, known]) map.clear();
}

const isShown = (letter) => thread === null || letter.thread === thread;

// Shows these letters and nothing else: not read out. `of`: the thread that they are of; `older`: newer ones exist.
export function show(letters, options) {
  const { of = null, older = false, read = null } = options || {};
  empty();
  thread = of;
  away = older;
  log.setAttribute("aria-live", "off");
  place(letters, (node) => log.append(node));
  finish();
  if (read !== null) divide(read);
  toEnd();
  setTimeout(() => log.setAttribute("aria-live", "polite"), 500);
}

// New letters, oldest first. Those after `read`, if it is given, stand under a line.
export function append(letters, read) {
  const atEnd = stuck && !away;
  for (const letter of letters) {
    noteTap(letter);
    const mine = mineOf(letter);
    if (mine && pending.has(mine)) settle(mine);
  }
  const fresh = letters.filter(isShown);
  if (away) return count(fresh);
  place(fresh, (node) => log.insertBefore(node, log.querySelector(".pending")));
  if (atEnd) trim();
  finish();
  if (read !== null) divide(read);
  if (atEnd || fresh.some(isMine)) toEnd();
  else count(fresh);
}

const isMine = (letter) => Boolean(letter.echo && letter.echo.mine);

// The key under which this person wrote it.
const mineOf = (letter) => (isMine(letter) && letter.echo.key) || null;

// Where another tab sends, a message is here before the queue has let go of it.
const stands = (key) => Array.from(known.values()).some((letter) => mineOf(letter) === key);

function count(letters) {
  unread += letters.filter((letter) => !isMine(letter)).length;
  showDown();
}

function trim() {
  const nodes = log.querySelectorAll(".bubble:not(.pending)");
  if (nodes.length <= MOST) return;
  const from = nodes.length - KEPT;
  for (let at = 0; at < from; at += 1) {
    release(nodes[at]);
    nodes[at].remove();
  }
  oldest = Number(nodes[from].dataset.seq);
  on.trimmed();
}

// Older letters, oldest first; what the eye is on stays where it is.
export function prepend(letters) {
  if (!letters.length) return;
  stuck = false;
  const height = scroll.scrollHeight - scroll.scrollTop;
  const first = log.firstChild;
  place(letters.filter(isShown), (node) => log.insertBefore(node, first));
  finish();
  scroll.scrollTop = scroll.scrollHeight - height;
  stuck = isAtEnd();
}

function place(letters, insert) {
  if (letters.length) oldest = oldest === null ? letters[0].seq : Math.min(oldest, letters[0].seq);
  for (const letter of letters) {
    noteTap(letter);
    known.set(letter.seq, letter);
  }
  for (const letter of letters) placeOne(letter, insert);
}

// A letter with a slot takes the place of the earlier one of that slot.
function placeOne(letter, insert) {
  const earlier = letter.slot && slots.get(letter.slot);
  if (earlier && earlier.node.isConnected) {
    if (earlier.seq >= letter.seq) return;
    const node = inPlaceOf(earlier.node.dataset, letter);
    release(earlier.node);
    earlier.node.replaceWith(node);
    node.classList.add("changed");
    slots.set(letter.slot, { seq: letter.seq, node, letter });
    return;
  }
  // What went at the top comes back as it was last seen.
  const isOld = earlier && earlier.seq > letter.seq;
  const newest = isOld ? earlier.letter : letter;
  const node = isOld ? inPlaceOf(letter, newest) : dressed(letter);
  insert(node);
  if (letter.slot) slots.set(letter.slot, { seq: newest.seq, node, letter: newest });
}

function inPlaceOf({ at, seq }, letter) {
  const node = dressed(letter);
  node.dataset.at = at;
  node.dataset.seq = seq;
  node.dataset.latest = letter.seq;
  return node;
}

function dressed(letter) {
  const node = bubble(letter, thread !== null);
  const row = node.querySelector(".buttons");
  // A card that lives on is tapped by many, and the desk replaces it when its buttons change.
  if (!row || letter.slot) return node;
  for (const { token, stays } of letter.buttons) {
    if (stays) continue;
    const tapped = taps.get(token);
    if (tapped && tapped > letter.seq) choose(row, token);
    else live.set(token, { seq: letter.seq, row });
  }
  return node;
}

function tap(letter, token, label, row, button) {
  if (letter.slot || letter.buttons.some((one) => one.token === token && one.stays)) rest(button);
  else choose(row, token);
  on.tap(token, label);
}

// A finger that trembles taps once.
function rest(button) {
  button.disabled = true;
  setTimeout(() => { button.disabled = false; }, 1000);
}

// The choice stays, marked; the others go.
function choose(row, token) {
  row.classList.add("spent");
  for (const button of Array.from(row.children)) {
    if (button.dataset.token === token) {
      button.disabled = true;
      button.className = "chosen";
      button.setAttribute("aria-label", word("chosen") + ": " + button.textContent);
    } else button.remove();
  }
}

function noteTap(letter) {
  const token = letter.echo && letter.echo.tapped;
  if (!token) return;
  taps.set(token, Math.max(taps.get(token) || 0, letter.seq));
  const open = live.get(token);
  if (open && open.seq < letter.seq && open.row.isConnected) choose(open.row, token);
}

// What a message answers: a line that leads to it.
function quote(seq) {
  const letter = known.get(seq);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quote";
  const name = document.createElement("b");
  name.textContent = letter ? authorOf(letter) : word("gone");
  const words = document.createElement("span");
  words.textContent = letter ? (letter.text || "").slice(0, 120) : "";
  button.append(name, words);
  button.addEventListener("click", () => on.jump(seq));
  return button;
}

export const authorOf = (letter) => (letter.echo ? (letter.echo.mine ? word("me") : letter.echo.author) : "Balcão");

// Goes to a letter that stands here; false where it does not.
export function goTo(seq) {
  const is = (name) => ".bubble[data-" + name + "=\"" + Number(seq) + "\"]";
  const node = log.querySelector(is("seq") + "," + is("latest"));
  if (!node) return false;
  stuck = false;
  node.scrollIntoView({ block: "center" });
  node.classList.remove("found");
  requestAnimationFrame(() => node.classList.add("found"));
  showDown();
  return true;
}

export function showPending(entry, label) {
  if (pending.has(entry.key) || entry.start || away || (thread !== null && entry.thread !== thread)) return;
  if (stands(entry.key)) return;
  const node = pendingBubble(entry, label);
  pending.set(entry.key, node);
  log.append(node);
  finish();
  toEnd();
}

export function markPending(key, mark, percent) {
  const node = pending.get(key);
  if (!node) return;
  const sign = node.querySelector(".mark");
  if (sign) sign.replaceWith(delivery(mark, percent));
  node.classList.toggle("failed", mark === "failed");
  if (mark === "failed") node.querySelectorAll(".cancel").forEach((one) => one.remove());
}

// What was refused can be taken up again.
export function offer(key, act) {
  const node = pending.get(key);
  if (node) node.insertBefore(again(() => { settle(key); act(); }), node.querySelector(".foot"));
}

export function settle(key) {
  const node = pending.get(key);
  pending.delete(key);
  if (!node) return;
  release(node);
  node.remove();
}

// Day lines, runs of one author, and which question is the last: worked out from what stands there.
function finish() {
  let day = "";
  let before = null;
  let line = null;
  for (const node of Array.from(log.children)) {
    if (node.classList.contains("news")) continue;
    if (node.classList.contains("day")) {
      if (line) line.remove();
      line = node;
      continue;
    }
    const at = Number(node.dataset.at);
    const name = new Date(at).toDateString();
    const newDay = name !== day;
    if (newDay && !line) {
      line = document.createElement("p");
      line.className = "day";
      log.insertBefore(line, node);
    }
    if (!newDay && line) line.remove();
    // A line that is right stays: one that is made anew is read out anew.
    else if (newDay && line.textContent !== dayName(at)) line.textContent = dayName(at);
    day = name;
    line = null;
    const goesOn = !newDay && before !== null && voice(before) === voice(node);
    node.classList.toggle("follows", goesOn);
    before = node;
  }
  if (line) line.remove();
  nothing.textContent = before === null && isGroup ? emptyRoom(purpose) : "";
  const open = log.querySelectorAll(".buttons:not(.spent)");
  open.forEach((row, at) => row.classList.toggle("earlier", !isGroup && at < open.length - 1));
}

function voice(node) {
  const name = node.querySelector(".author");
  const who = node.classList.contains("mine") ? "mine" : name ? name.textContent : "desk";
  return who + "|" + (thread === null ? node.dataset.thread || "" : "");
}

// A line above the first that was not read.
function divide(read) {
  const first = Array.from(log.querySelectorAll(".bubble:not(.mine)")).find((node) => Number(node.dataset.seq) > read);
  if (!first || first === log.querySelector(".bubble")) return;
  log.querySelectorAll(".news").forEach((one) => one.remove());
  const line = document.createElement("p");
  line.className = "news";
  line.textContent = word("newOnes");
  log.insertBefore(line, first);
}

const isAtEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;

export function toEnd() {
  stuck = true;
  scroll.scrollTop = scroll.scrollHeight;
  if (!away) unread = 0;
  showDown();
}

function showDown() {
  down.hidden = isAtEnd() && !away;
  down.textContent = unread ? "↓ " + unread : "↓";
  const told = unread ? ", " + word("unreadCount", { count: unread }) : "";
  down.setAttribute("aria-label", word("down") + told);
}

down.addEventListener("click", () => {
  if (away) on.home();
  else toEnd();
});

// Who reads the last message stays with it, though a picture loads or the keyboard opens; only scrolling up leaves it.
let stuck = true;
let seen = {};
scroll.addEventListener("scroll", () => {
  const now = { top: scroll.scrollTop, height: scroll.scrollHeight, box: scroll.clientHeight };
  const byHand = now.height === seen.height && now.box === seen.box;
  stuck = isAtEnd() || (stuck && !(byHand && now.top < seen.top));
  seen = now;
  if (isAtEnd() && !away) unread = 0;
  showDown();
});
const grown = new ResizeObserver(() => { if (stuck) toEnd(); });
grown.observe(log);
grown.observe(scroll);

const toastLine = document.getElementById("toast");
let toastTimer = 0;
export function toast(text) {
  toastLine.textContent = "";
  plain(toastLine, text);
  toastLine.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { toastLine.hidden = true; }, 4000);
}
