// The other conversations of the same person in this browser (an agent's room and private chat): opened once, looked
// at now and then, so that what comes there is seen here.

import { word, roomName } from "./words.js";
import { ask } from "./net.js";
import * as seats from "./seat.js";
import * as store from "./store.js";
import * as queue from "./queue.js";
import * as sheet from "./sheet.js";

const LOOK_MS = 45000;
const unread = new Map(); // seat -> count
let own = null;
let timer = 0;
let on = () => {};

export const tagOf = (view) => (view.person ? view.person + "@" + view.chat : "seat@" + seats.name());

// The conversations of this person but for the one that is shown: [seat, entry].
const mine = () => Object.entries(seats.all()).filter(([name, one]) => name !== seats.name() && own && own.person && one.person === own.person);

// `changed(count)`: so many unread letters elsewhere.
export function setUp(view, changed) {
  own = view;
  on = changed;
  openOthers(view).then(look);
}

// The same person came to the same conversation with a new code: the older sign-in of this browser is of no use.
export async function dropTwins(view) {
  for (const [seat, one] of Object.entries(seats.all())) {
    if (seat === seats.name() || !view.person || one.person !== view.person || one.chat !== view.chat) continue;
    const token = seats.loadOf(seat, "seat");
    seats.forget(seat);
    if (token) await ask("POST", "/api/leave", { body: {}, as: token }).catch(() => {});
  }
}

// Conversations that this person may open and this browser has no seat of yet.
async function openOthers(view) {
  for (const other of view.others || []) {
    if (mine().some(([, one]) => one.chat === other.chat)) continue;
    const seat = seats.name() + "-" + other.chat;
    const token = seats.loadOf(seat, "coming") || seats.newToken();
    seats.saveOf(seat, "coming", token);
    try {
      const opened = await ask("POST", "/api/seats", { body: { chat: other.chat, token } });
      seats.saveOf(seat, "seat", token);
      seats.saveOf(seat, "view", opened);
      seats.saveOf(seat, "coming", null);
      const { person, chat, purpose, is_group, name } = opened;
      seats.registerAs(seat, { person, chat, purpose, is_group, name });
    } catch (_) {
      // The next opening tries again.
    }
  }
}

async function look() {
  if (!document.hidden && navigator.onLine !== false) {
    for (const [seat, one] of mine()) await lookAt(seat, one).catch(() => {});
    on(total());
  }
  clearTimeout(timer);
  timer = setTimeout(look, LOOK_MS);
}

const total = () => Array.from(unread.values()).reduce((sum, count) => sum + count, 0);

// What is new there is kept, so that it is there when the conversation is opened.
async function lookAt(seat, one) {
  const tag = one.person + "@" + one.chat;
  const token = seats.loadOf(seat, "seat");
  const last = (await store.letters(tag, null, 1))[0];
  if (!token) return;
  if (!last) {
    const { letters } = await ask("GET", "/api/history?limit=50", { as: token });
    await store.putLetters(tag, letters);
    unread.set(seat, letters.filter((letter) => !letter.echo).length ? 1 : 0);
    return;
  }
  const { letters } = await ask("GET", "/api/messages?after=" + last.seq + "&wait=0", { as: token });
  await store.putLetters(tag, letters);
  const read = seats.loadOf(seat, "read") || 0;
  const recent = await store.letters(tag, null, 100, (letter) => letter.seq > read && !(letter.echo && letter.echo.mine));
  unread.set(seat, recent.length);
}

// The list for the menu: this person's conversations first, then others' in this browser.
export function items() {
  const parts = [];
  const go = (seat) => { location.href = seats.addressOf(seat); };
  const title = (one) => (one.is_group ? roomName(one.purpose) : word("privateChat"));
  const ours = mine();
  if (ours.length) parts.push(sheet.heading(word("conversations")));
  for (const [seat, one] of ours) {
    const count = unread.get(seat);
    const row = sheet.item(title(one), () => go(seat), count ? word("unreadCount", { count }) : "");
    row.classList.toggle("unread", Boolean(count));
    parts.push(row);
  }
  const others = Object.entries(seats.all()).filter(([name, one]) => name !== seats.name() && own && (!one.person || one.person !== own.person));
  if (others.length && !seats.IN_DEMO) {
    parts.push(sheet.heading(word("otherPeople")));
    for (const [seat, one] of others) parts.push(sheet.item(one.name || "—", () => go(seat), title(one)));
  }
  return parts;
}

export const tags = () => mine().map(([, one]) => one.person + "@" + one.chat);

// They have left: this person's other conversations of this browser go too.
export async function forgetAll() {
  for (const [seat, one] of mine()) {
    const token = seats.loadOf(seat, "seat");
    if (token) await ask("POST", "/api/leave", { body: {}, as: token }).catch(() => {});
    await store.forgetLetters(one.person + "@" + one.chat);
    await queue.clear(one.person + "@" + one.chat);
    seats.forget(seat);
  }
}
