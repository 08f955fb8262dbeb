// The page of letters: bubbles, day lines, buttons. Everything that anybody wrote becomes a text node, never markup.

import { word, clock, dayName } from "./words.js";
import { shown } from "./files.js";

const log = document.getElementById("log");
const scroll = document.getElementById("scroll");
const down = document.getElementById("down");

const slots = new Map(); // slot -> { seq, node }
const pending = new Map(); // client key -> node
const live = new Map(); // token -> { seq, node }: buttons that can still be tapped
const taps = new Map(); // token -> seq of the newest tap
let isGroup = false;
let onTap = () => {};
let unread = 0;

// A phone is slow with more; what goes at the top comes back with "earlier messages".
const MOST = 300;
const KEPT = 200;
let oldest = null;
let onTrim = () => {};

export const oldestSeq = () => oldest;

export function setUp(seat, tap, trimmed) {
  isGroup = seat.is_group;
  onTap = tap;
  onTrim = trimmed;
  log.classList.toggle("group", isGroup);
}

export function empty() {
  log.textContent = "";
  oldest = null;
  for (const map of [slots, pending, live, taps]) map.clear();
}

// The letters that were there before this page: shown, not read out.
export function begin(letters) {
  log.setAttribute("aria-live", "off");
  append(letters);
  toEnd();
  setTimeout(() => log.setAttribute("aria-live", "polite"), 500);
}

// New letters, oldest first.
export function append(letters) {
  if (oldest === null && letters.length) oldest = letters[0].seq;
  const atEnd = stuck;
  const before = log.querySelector(".pending");
  for (const letter of letters) {
    noteTap(letter);
    const mine = letter.echo && letter.echo.mine && letter.echo.key;
    if (mine && pending.has(mine)) settle(mine);
    place(letter, (node) => log.insertBefore(node, before && before.isConnected ? before : log.querySelector(".pending")));
  }
  if (atEnd) trim();
  finish();
  if (atEnd || letters.some((l) => l.echo && l.echo.mine)) toEnd();
  else if (letters.length) { unread += letters.length; showDown(); }
}

function trim() {
  const nodes = log.querySelectorAll(".bubble:not(.pending)");
  if (nodes.length <= MOST) return;
  const from = nodes.length - KEPT;
  for (let at = 0; at < from; at += 1) nodes[at].remove();
  oldest = Number(nodes[from].dataset.seq);
  onTrim();
}

// Older letters, oldest first; what the eye is on stays where it is.
export function prepend(letters) {
  if (letters.length) oldest = letters[0].seq;
  stuck = false;
  const height = scroll.scrollHeight - scroll.scrollTop;
  for (const letter of letters) noteTap(letter);
  for (const letter of letters.slice().reverse()) place(letter, (node) => log.prepend(node));
  finish();
  scroll.scrollTop = scroll.scrollHeight - height;
}

// A letter with a slot takes the place of the earlier one of that slot.
function place(letter, insert) {
  const known = letter.slot && slots.get(letter.slot);
  if (known && known.seq >= letter.seq) {
    if (!known.node.isConnected) insert(known.node);
    return;
  }
  const node = bubble(letter);
  if (known && known.node.isConnected) {
    node.dataset.at = known.node.dataset.at;
    node.dataset.seq = known.node.dataset.seq;
    known.node.replaceWith(node);
    node.classList.add("changed");
  } else insert(node);
  if (letter.slot) slots.set(letter.slot, { seq: letter.seq, node });
}

function bubble(letter) {
  const echo = letter.echo;
  const node = document.createElement("article");
  node.className = "bubble " + (echo ? (echo.mine ? "mine" : "person") : "desk");
  node.dataset.seq = letter.seq;
  node.dataset.at = letter.at;
  if (echo && !echo.mine) node.append(author(echo.author));
  else if (!echo && isGroup) node.append(author("Balcão"));
  fill(node, letter.text || "", letter.files || [], !echo);
  node.append(foot(clock(letter.at), echo && echo.mine ? "sent" : null));
  if (letter.buttons) {
    node.append(buttons(letter));
    node.classList.add("asks");
  }
  return node;
}

function author(name) {
  const line = document.createElement("b");
  line.className = "author";
  line.dir = "auto";
  line.textContent = name;
  let hue = 0;
  for (const char of name) hue = (hue * 31 + char.codePointAt(0)) % 6;
  line.dataset.hue = name === "Balcão" ? "desk" : hue;
  return line;
}

function fill(node, text, files, ofDesk) {
  for (const file of files) node.append(shown(file, toast));
  if (!text) return;
  const words = document.createElement("p");
  words.className = "text";
  words.dir = "auto";
  const pieces = ofDesk ? text.split(ENTRY_NAMES) : [text];
  if (pieces.length > 2 * 2) pieces.forEach((piece, at) => (at % 2 ? words.append(pieceOf("label", piece)) : linked(words, piece)));
  else linked(words, text);
  node.append(words);
}

// "System: OpenMRS", where the desk lists what is known: the names step back behind the values.
const ENTRY_NAMES = /(^[^\n:/«»]{3,60}:)(?= )/m;

function pieceOf(kind, text) {
  const span = document.createElement("span");
  span.className = kind;
  span.textContent = text;
  return span;
}

// Links to the web alone, and their whole address stands there to read.
function linked(words, text) {
  for (const piece of text.split(/(https?:\/\/[^\s<>"»]*[^\s<>"».,;:!?)])/)) {
    if (/^https?:\/\//.test(piece)) {
      const link = document.createElement("a");
      link.href = piece;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      link.textContent = piece;
      words.append(link);
    } else plain(words, piece);
  }
}

// Plain words; a reference is kept in one piece.
function plain(words, piece) {
  for (const part of piece.split(/(\b[A-Z]{2,4}-\d{3,}\b)/)) {
    if (/^[A-Z]{2,4}-\d+$/.test(part)) words.append(pieceOf("ref", part));
    else if (part) words.append(part);
  }
}

function foot(time, mark) {
  const line = document.createElement("span");
  line.className = "foot";
  line.append(time);
  if (mark) line.append(delivery(mark));
  return line;
}

function delivery(mark) {
  const sign = document.createElement("span");
  sign.className = "mark " + mark;
  sign.setAttribute("role", "img");
  sign.setAttribute("aria-label", word(mark));
  sign.title = word(mark);
  sign.textContent = { waiting: "◷", sent: "✓", failed: "!" }[mark];
  return sign;
}

function buttons(letter) {
  const row = document.createElement("div");
  row.className = "buttons";
  for (const { token, label } of letter.buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.dataset.token = token;
    row.append(button);
    if (letter.slot) {
      // A card that lives on: many tap it, and the desk replaces it when its buttons change.
      button.addEventListener("click", () => { rest(button); onTap(token, label); });
      continue;
    }
    button.addEventListener("click", () => { choose(row, token); onTap(token, label); });
    const tapped = taps.get(token);
    if (tapped && tapped > letter.seq) choose(row, token);
    else live.set(token, { seq: letter.seq, row });
  }
  return row;
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

// What was written here and has not come back as a letter.
export function showPending(entry, label, files) {
  if (pending.has(entry.key) || entry.start) return;
  const node = document.createElement("article");
  node.className = "bubble mine pending";
  node.dataset.at = entry.sent_at;
  fill(node, label || entry.text || "", files || entry.files || []);
  node.append(foot(clock(entry.sent_at), "waiting"));
  pending.set(entry.key, node);
  log.append(node);
  finish();
  toEnd();
}

export function markPending(key, mark) {
  const node = pending.get(key);
  if (!node) return;
  const sign = node.querySelector(".mark");
  if (sign) sign.replaceWith(delivery(mark));
  node.classList.toggle("failed", mark === "failed");
}

export function settle(key) {
  const node = pending.get(key);
  pending.delete(key);
  if (node) node.remove();
}

// Day lines, runs of one author, and which question is the last: worked out from what stands there.
function finish() {
  for (const line of Array.from(log.querySelectorAll(".day"))) line.remove();
  let day = "";
  let before = null;
  for (const node of Array.from(log.children)) {
    const at = Number(node.dataset.at);
    const name = new Date(at).toDateString();
    const newDay = name !== day;
    if (newDay) {
      const line = document.createElement("p");
      line.className = "day";
      line.textContent = dayName(at);
      log.insertBefore(line, node);
      day = name;
    }
    node.classList.toggle("follows", !newDay && before !== null && voice(before) === voice(node));
    before = node;
  }
  const open = log.querySelectorAll(".buttons:not(.spent)");
  open.forEach((row, at) => row.classList.toggle("earlier", !isGroup && at < open.length - 1));
}

function voice(node) {
  const name = node.querySelector(".author");
  return node.classList.contains("mine") ? "mine" : name ? name.textContent : "desk";
}

const isAtEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;

export function toEnd() {
  stuck = true;
  scroll.scrollTop = scroll.scrollHeight;
  unread = 0;
  showDown();
}

function showDown() {
  down.hidden = isAtEnd();
  down.textContent = unread ? "↓ " + unread : "↓";
  down.setAttribute("aria-label", word("down"));
}

down.addEventListener("click", toEnd);

// Who reads the last message stays with it, though a picture loads or the keyboard opens; only scrolling up leaves it.
let stuck = true;
let seen = {};
scroll.addEventListener("scroll", () => {
  const now = { top: scroll.scrollTop, height: scroll.scrollHeight, box: scroll.clientHeight };
  const byHand = now.height === seen.height && now.box === seen.box;
  stuck = isAtEnd() || (stuck && !(byHand && now.top < seen.top));
  seen = now;
  if (isAtEnd()) unread = 0;
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
