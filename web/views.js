// Which letters are seen: the whole room, one request's thread, or an older part. What comes for a view that was left
// meanwhile is not shown any more.

import { word } from "./words.js";
import { now } from "./now.js";
import * as queue from "./queue.js";
import * as page from "./page.js";
import * as compose from "./compose.js";
import * as threads from "./threads.js";
import { dress } from "./heading.js";

const at = (id) => document.getElementById(id);
// Which view was asked for last.
let turn = 0;
// Letters that come while a view is looked up.
let lately = null;

export function came(letters) {
  if (lately) lately.push(...letters);
}

// The whole room, or one request's thread.
export async function narrow(thread) {
  if (thread !== null && now.seat.purpose !== "agents") return;
  const mine = (turn += 1);
  lately = [];
  const letters = await now.past.latest(thread);
  if (mine !== turn) return;
  const last = letters.length ? letters[letters.length - 1].seq : 0;
  page.show(letters.concat(lately.filter((letter) => letter.seq > last && (thread === null || letter.thread === thread))), { of: thread });
  lately = null;
  at("older").hidden = !now.past.hasOlder;
  moved(thread);
  if (thread === null) threads.allRead();
  for (const entry of await queue.waiting()) if (mine === turn) page.showPending(entry, entry.label);
  if (thread === null) return;
  // It may reach further back than this browser does.
  const whole = await now.past.whole(thread).catch(() => []);
  if (mine !== turn) return;
  const oldest = page.oldestSeq();
  page.prepend(whole.filter((letter) => oldest === null || letter.seq < oldest));
  at("older").hidden = !now.past.hasOlder;
}

// Another view stands here: what is written goes there, and who came by keyboard is not left nowhere.
function moved(thread) {
  threads.enter(thread);
  compose.moveTo(now.tag, thread);
  dress();
  if (document.activeElement === document.body) at("scroll").focus({ preventScroll: true });
}

// Shows a letter, also one that lies far back.
export async function jump(seq) {
  if (page.goTo(seq)) return;
  const mine = (turn += 1);
  try {
    const letters = await now.past.around(seq);
    if (mine !== turn) return;
    page.show(letters, { older: true });
    at("older").hidden = !now.past.hasOlder;
    moved(null);
    page.goTo(seq);
  } catch (_) {
    page.toast(word("noNet"));
  }
}

at("back").addEventListener("click", () => narrow(null));
at("older").addEventListener("click", async () => {
  const mine = turn;
  at("older").disabled = true;
  const letters = await now.past.before(page.oldestSeq(), page.narrowedTo()).catch(() => null);
  at("older").disabled = false;
  if (mine !== turn) return;
  if (!letters) return page.toast(word("noNet"));
  page.prepend(letters);
  at("older").hidden = !now.past.hasOlder;
});
