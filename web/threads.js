// The requests that the room talks about: for each the newest line of its card, what was not read, and when it moved
// last. Worked out from the room's letters.

import { word, soon } from "./words.js";
import * as sheet from "./sheet.js";

const side = document.getElementById("side");
const threads = new Map(); // thread -> { title, at, seq, unread }
let isHere = false;
let current = null;
let go = () => {};

export function setUp(seat, narrow) {
  isHere = seat.purpose === "agents";
  go = narrow;
  threads.clear();
  current = null;
  document.getElementById("threads-open").hidden = !isHere;
  document.getElementById("threads-open").setAttribute("aria-label", word("threads"));
  side.hidden = !isHere;
  side.setAttribute("aria-label", word("threads"));
  show();
}

// `isRead`: somebody is looking at them.
export function note(letters, isRead) {
  if (!isHere) return;
  for (const letter of letters) {
    if (!letter.thread) continue;
    const one = threads.get(letter.thread) || { title: "", at: 0, seq: 0, unread: 0 };
    if (letter.seq > one.seq) {
      one.seq = letter.seq;
      one.at = letter.at;
      const isMine = letter.echo && letter.echo.mine;
      if (!isRead && !isMine && letter.thread !== current) one.unread += 1;
    }
    // The living card says how the request stands.
    if ((letter.slot || "").startsWith("card:")) one.title = status(letter);
    threads.set(letter.thread, one);
  }
  show();
}

const status = (letter) => (letter.text || "").split("\n").slice(0, 2).join(" · ").replace(letter.thread + " · ", "").slice(0, 90);

export function titleOf(thread) {
  const one = threads.get(thread);
  return one ? one.title : "";
}

export function enter(thread) {
  current = thread;
  const one = threads.get(thread);
  if (one) one.unread = 0;
  show();
}

export function allRead() {
  for (const one of threads.values()) one.unread = 0;
  show();
}

function show() {
  if (!isHere) return;
  // Whoever goes through the list by keyboard stays where they are.
  const held = side.contains(document.activeElement) ? document.activeElement.dataset.of : null;
  side.textContent = "";
  side.append(...list());
  const again = held !== null && Array.from(side.children).find((row) => row.dataset.of === held);
  if (again) again.focus();
  const dot = document.getElementById("threads-open").querySelector(".dot");
  dot.hidden = !Array.from(threads.values()).some((one) => one.unread);
}

function list() {
  const all = sheet.item(word("allTalk"), () => pick(null));
  all.dataset.of = "";
  all.classList.toggle("current", current === null);
  const rows = Array.from(threads.entries()).sort((a, b) => b[1].at - a[1].at).map(([name, one]) => {
    const row = sheet.item(name, () => pick(name), one.title);
    row.dataset.of = name;
    row.classList.toggle("current", current === name);
    if (current === name) row.setAttribute("aria-current", "true");
    const when = document.createElement("time");
    when.textContent = soon(one.at);
    row.append(when);
    if (one.unread) {
      const count = document.createElement("span");
      count.className = "count";
      count.textContent = one.unread;
      count.setAttribute("aria-label", word("unreadCount", { count: one.unread }));
      row.append(count);
    }
    return row;
  });
  return rows.length ? [all].concat(rows) : [all, sheet.note(word("noThreads"))];
}

function pick(thread) {
  sheet.close();
  go(thread);
}

document.getElementById("threads-open").addEventListener("click", () => sheet.open(word("threads"), list()));
