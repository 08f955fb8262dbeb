// The demo: four chats of one desk side by side, each with a seat of its own; tabs where the screen is narrow.

import { words, lang } from "./demo-words.js";
import { begin as beginGuide } from "./demo-guide.js";

const at = (id) => document.getElementById(id);
const narrow = window.matchMedia("(max-width: 1080px)");
const seats = new Map();
let shown = null;
let guide = null;

document.documentElement.lang = lang;
document.title = words.title;
at("about").textContent = words.about;

function make(kind, className, text) {
  const element = document.createElement(kind);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

// A seat: its column, its frame, its tab, and what is known of whoever sits there.
function seatOf({ seat, code }) {
  const who = words.seats[seat] || { title: seat, tab: seat, name: "", does: "" };
  const box = make("section");
  box.id = "seat-" + seat;
  const title = make("h2", "", who.title);
  title.id = "title-" + seat;
  const does = make("span", "does", who.does);
  const name = make("b", "name", who.name);
  name.dir = "auto";
  const head = make("div", "head");
  head.dataset.seat = seat;
  const face = make("span", "face", (who.name || who.tab)[0]);
  face.setAttribute("aria-hidden", "true");
  const said = make("div");
  const line = make("p", "who");
  line.append(name, does);
  said.append(title, line);
  head.append(face, said);
  const frame = make("iframe");
  frame.title = who.title;
  frame.name = seat;
  frame.allow = "camera; microphone; clipboard-write";
  frame.src = "/?demo=1&seat=" + encodeURIComponent(seat) + "#code=" + encodeURIComponent(code);
  box.append(head, frame);

  const tab = make("button", "", who.tab);
  tab.type = "button";
  tab.id = "tab-" + seat;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", box.id);
  const dot = make("span", "dot");
  dot.hidden = true;
  dot.append(make("span", "unseen", words.unread));
  tab.append(dot);
  tab.addEventListener("click", () => show(seat));
  return { seat, box, frame, tab, dot, face, name, heard: false };
}

// Side by side they are regions of the page; behind tabs they are the tabs' panels.
function arrange() {
  at("tabs").setAttribute("role", narrow.matches ? "tablist" : "presentation");
  for (const one of seats.values()) {
    one.box.setAttribute("role", narrow.matches ? "tabpanel" : "region");
    one.box.setAttribute("aria-labelledby", (narrow.matches ? "tab-" : "title-") + one.seat);
    if (!narrow.matches) one.dot.hidden = true;
  }
  if (guide) guide.draw();
}

function show(seat) {
  shown = seat;
  for (const one of seats.values()) {
    const isIt = one.seat === seat;
    one.box.classList.toggle("shown", isIt);
    one.tab.setAttribute("aria-selected", String(isIt));
    one.tab.tabIndex = isIt ? 0 : -1;
    if (isIt) one.dot.hidden = true;
  }
  if (guide) guide.draw();
}

// Arrows, Home and End go through the tabs, as everywhere.
function step(event) {
  const order = Array.from(seats.keys());
  const now = order.indexOf(shown);
  const to = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: order.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = order[(to + order.length) % order.length];
  show(next);
  seats.get(next).tab.focus();
}

// What the chats tell of themselves; what anybody else says is not heard.
function hear(event) {
  if (event.origin !== location.origin || !event.data) return;
  const one = Array.from(seats.values()).find((seat) => seat.frame.contentWindow === event.source);
  if (!one) return;
  const { balcao, name, named, refs, buttons, mine } = event.data;
  if (balcao === "seat") {
    if (named && name) {
      one.name.textContent = name;
      one.face.textContent = Array.from(name)[0];
    }
    // A chat that is opened again begins with what was there.
    guide.seat(one.seat, Boolean(named));
  } else if (balcao === "letters") {
    const isPast = !one.heard;
    one.heard = true;
    if (!isPast && !mine && narrow.matches && one.seat !== shown) one.dot.hidden = false;
    const known = Array.isArray(refs) ? refs.filter((ref) => typeof ref === "string") : [];
    guide.letters(one.seat, known, isPast, buttons > 1);
  }
}

async function begin() {
  try {
    const answer = await fetch("/demo/seats");
    if (!answer.ok) throw new Error("no seats");
    for (const one of await answer.json()) seats.set(one.seat, seatOf(one));
  } catch (_) {
    at("error").textContent = words.error;
    at("error").hidden = false;
    return;
  }
  guide = beginGuide({ seats, show, isNarrow: () => narrow.matches, shown: () => shown });
  window.addEventListener("message", hear);
  at("tabs").setAttribute("aria-label", words.tabs);
  at("tabs").addEventListener("keydown", step);
  at("tabs").append(...Array.from(seats.values(), (one) => one.tab));
  at("seats").append(...Array.from(seats.values(), (one) => one.box));
  narrow.addListener(arrange);
  arrange();
  const first = seats.has("nurse") ? "nurse" : seats.keys().next().value;
  if (first) show(first);
  guide.start();
}

begin();
