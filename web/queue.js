// What was written and not yet received: kept in the browser's store, in order, each with its key. The desk knows a key
// again, so sending twice (a lost answer, two tabs, a restart) files once. A queue belongs to a person's conversation:
// what was written there never goes out in another.

import * as store from "./store.js";
import * as seats from "./seat.js";

let tag = "";
let changed = () => {};

export function belongTo(next) {
  tag = next;
}

export const waiting = (of = tag) => store.entries(of);

export async function first() {
  return (await waiting())[0] || null;
}

export async function add(what) {
  const added = await store.addEntry(Object.assign({ tag, sent_at: Date.now() }, what));
  ring();
  return added;
}

export const change = (entry) => store.changeEntry(entry);

export async function drop(entry) {
  await store.dropEntry(entry.n);
  ring();
}

export async function clear(of = tag) {
  for (const entry of await waiting(of)) await store.dropEntry(entry.n);
}

// One tab at a time sends; gives false where another does just now. Without locks two tabs may send the same entry:
// its key makes that one message.
export async function alone(work) {
  if (!navigator.locks) return work();
  return navigator.locks.request("balcao " + tag, { ifAvailable: true }, (lock) => (lock ? work() : false));
}

function ring() {
  seats.save("ring", Date.now());
}

// Tells when another tab of this seat changed the queue.
export function onOtherTab(then) {
  changed = then;
}
addEventListener("storage", (event) => { if (event.key === seats.keptUnder("ring")) changed(); });
