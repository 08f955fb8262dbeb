// What this browser keeps: the letters of each conversation, and what was written and has not gone yet, photos and all.
// Everything stands under a tag, "person@chat", so that a conversation survives a new sign-in and nobody reads another's.

import { newDevice } from "./seat.js";

let opened = null;
const memory = { letters: new Map(), queue: [], n: 0 };

function open() {
  if (!opened) {
    opened = new Promise((done) => {
      let request = null;
      try {
        request = indexedDB.open("balcao", 1);
      } catch (_) {
        return done(null);
      }
      request.onupgradeneeded = () => {
        const base = request.result;
        base.createObjectStore("letters", { keyPath: ["tag", "seq"] });
        base.createObjectStore("queue", { keyPath: "n", autoIncrement: true });
        base.createObjectStore("facts");
      };
      request.onsuccess = () => {
        const again = () => { opened = null; };
        request.result.onversionchange = () => { request.result.close(); again(); };
        request.result.onclose = again;
        done(request.result);
      };
      request.onerror = () => done(null);
    });
  }
  return opened;
}

// Runs `work` in one transaction; gives what it handed to its second argument. Null where nothing can be kept.
async function run(names, mode, work) {
  const base = await open();
  if (!base) return null;
  return new Promise((done, fail) => {
    const tx = base.transaction(names, mode);
    let result;
    tx.oncomplete = () => done({ result });
    tx.onerror = () => fail(tx.error);
    tx.onabort = () => fail(tx.error);
    work(tx, (value) => { result = value; });
  });
}

const of = (tag) => IDBKeyRange.bound([tag, 0], [tag, Infinity]);

export async function putLetters(tag, letters) {
  const put = await run(["letters"], "readwrite", (tx) => {
    for (const letter of letters) tx.objectStore("letters").put(Object.assign({ tag }, letter));
  }).catch(() => null);
  if (put) return memory.letters.delete(tag);
  // A gap must not stay behind: better nothing than some.
  const kept = memory.letters.get(tag) || new Map();
  await forgetLetters(tag);
  for (const letter of letters) kept.set(letter.seq, letter);
  memory.letters.set(tag, kept);
}

// Letters before `before` that `wanted` keeps, the oldest first, at most `most`.
export async function letters(tag, before, most, wanted) {
  const found = [];
  const range = before === null ? of(tag) : IDBKeyRange.bound([tag, 0], [tag, before], false, true);
  const read = await run(["letters"], "readonly", (tx) => {
    tx.objectStore("letters").openCursor(range, "prev").onsuccess = (event) => {
      const cursor = event.target.result;
      if (!cursor || found.length >= most) return;
      if (!wanted || wanted(cursor.value)) found.push(cursor.value);
      cursor.continue();
    };
  }).catch(() => null);
  if (read && !memory.letters.has(tag)) return found.reverse();
  const kept = Array.from((memory.letters.get(tag) || new Map()).values()).sort((a, b) => a.seq - b.seq);
  return kept.filter((one) => (before === null || one.seq < before) && (!wanted || wanted(one))).slice(-most);
}

// Nothing older than the newest `most` stays: a phone is small.
export async function prune(tag, most) {
  await run(["letters"], "readwrite", (tx) => {
    const store = tx.objectStore("letters");
    store.count(of(tag)).onsuccess = (event) => {
      let over = event.target.result - most;
      if (over <= 0) return;
      store.openCursor(of(tag)).onsuccess = (at) => {
        const cursor = at.target.result;
        if (!cursor || over <= 0) return;
        over -= 1;
        cursor.delete();
        cursor.continue();
      };
    };
  }).catch(() => null);
}

export async function forgetLetters(tag) {
  memory.letters.delete(tag);
  await run(["letters"], "readwrite", (tx) => { tx.objectStore("letters").delete(of(tag)); }).catch(() => null);
}

// Adds an entry and gives it its number, which is this browser's client sequence number, and its key. The device's
// name lives and dies with the numbers: were they to begin anew under an old name, a new message would pass for an
// old one. `kept` is false where the entry is only in memory.
export async function addEntry(entry) {
  const added = await run(["queue", "facts"], "readwrite", (tx, give) => {
    const facts = tx.objectStore("facts");
    facts.get("device").onsuccess = (event) => {
      const device = event.target.result || newDevice();
      if (!event.target.result) facts.put(device, "device");
      tx.objectStore("queue").add(entry).onsuccess = (done) => {
        const whole = Object.assign({}, entry, { n: done.target.result });
        if (!whole.key) whole.key = device + "-" + whole.n;
        tx.objectStore("queue").put(whole);
        give(whole);
      };
    };
  }).catch(() => null);
  if (added) return { entry: added.result, kept: true };
  memory.n += 1;
  const whole = Object.assign({}, entry, { n: 1e12 + memory.n, key: entry.key || newDevice() + "-" + memory.n });
  memory.queue.push(whole);
  return { entry: whole, kept: false };
}

export async function entries(tag) {
  const found = [];
  await run(["queue"], "readonly", (tx) => {
    tx.objectStore("queue").openCursor().onsuccess = (event) => {
      const cursor = event.target.result;
      if (!cursor) return;
      if (cursor.value.tag === tag) found.push(cursor.value);
      cursor.continue();
    };
  }).catch(() => null);
  return found.concat(memory.queue.filter((entry) => entry.tag === tag));
}

const inMemory = (n) => n > 1e12;

// Writes an entry anew, unless it has been dropped meanwhile.
export async function changeEntry(entry) {
  if (inMemory(entry.n)) return;
  await run(["queue"], "readwrite", (tx) => {
    const store = tx.objectStore("queue");
    store.getKey(entry.n).onsuccess = (event) => { if (event.target.result !== undefined) store.put(entry); };
  }).catch(() => null);
}

export async function dropEntry(n) {
  memory.queue = memory.queue.filter((entry) => entry.n !== n);
  if (!inMemory(n)) await run(["queue"], "readwrite", (tx) => { tx.objectStore("queue").delete(n); });
}
