// Letters of the past: from what this browser keeps, and from the desk for the rest. What is kept has no gaps: it only
// grows at its two ends.

import { ask, backOff, pause, Refused } from "./net.js";
import * as store from "./store.js";

const PAGE = 50;
const KEPT = 3000;

export class Past {
  // `offline()` is called while the desk cannot be reached.
  constructor(tag, offline) {
    this.tag = tag;
    this.offline = offline;
    this.newest = 0;
    this.hasOlder = false;
  }

  // The newest letters, of all or of one thread.
  async latest(thread) {
    const of = thread === null ? null : (letter) => letter.thread === thread;
    let letters = await store.letters(this.tag, null, PAGE, of);
    if (thread !== null) {
      this.hasOlder = letters.length === PAGE;
      return letters;
    }
    if (!letters.length) {
      letters = await this.fetched("");
      await store.putLetters(this.tag, letters);
    } else store.prune(this.tag, KEPT);
    this.newest = Math.max(this.newest, letters.length ? letters[letters.length - 1].seq : 0);
    this.hasOlder = letters.length > 0 && letters[0].seq > 1;
    return letters;
  }

  // The newest letters of a thread, from the desk.
  async whole(thread) {
    const { letters } = await ask("GET", "/api/history?limit=" + PAGE + "&thread=" + encodeURIComponent(thread));
    this.hasOlder = letters.length === PAGE;
    return letters;
  }

  // Older ones, the oldest first.
  async before(seq, thread) {
    const of = thread === null ? "" : "&thread=" + encodeURIComponent(thread);
    if (!of) {
      const kept = await store.letters(this.tag, seq, PAGE);
      const joins = kept.length && kept[kept.length - 1].seq === seq - 1;
      if (joins) {
        this.hasOlder = kept[0].seq > 1;
        return kept;
      }
    }
    const { letters } = await ask("GET", "/api/history?limit=" + PAGE + "&before=" + seq + of);
    this.hasOlder = letters.length > 0 && letters[0].seq > 1 && (!of || letters.length === PAGE);
    const known = (await store.letters(this.tag, seq + 1, 1))[0];
    if (!of && known && known.seq === seq) await store.putLetters(this.tag, letters);
    return letters;
  }

  async around(seq) {
    const kept = await store.letters(this.tag, seq + PAGE / 2, PAGE);
    if (kept.some((letter) => letter.seq === seq)) {
      this.hasOlder = kept[0].seq > 1;
      return kept;
    }
    const { letters } = await ask("GET", "/api/history?limit=" + PAGE + "&around=" + seq);
    this.hasOlder = letters.length > 0 && letters[0].seq > 1;
    return letters;
  }

  came(letters) {
    this.newest = Math.max(this.newest, letters[letters.length - 1].seq);
  }

  // The first look cannot do without the desk: it is asked until it answers.
  async fetched(more) {
    for (let failures = 1; ; failures += 1) {
      try {
        return (await ask("GET", "/api/history?limit=" + PAGE + more)).letters;
      } catch (error) {
        if (error instanceof Refused) throw error;
        this.offline();
        await pause(backOff(failures, error.retryAfter), new Set());
      }
    }
  }
}
