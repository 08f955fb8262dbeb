// Searches one's own chat: at the desk, and where there is no network in what this browser keeps.

import { word, fold, clock, dayName } from "./words.js";
import { ask, Refused } from "./net.js";
import * as sheet from "./sheet.js";
import * as store from "./store.js";
import { authorOf } from "./page.js";

const PAUSE_MS = 350;
const MOST = 20;

// `go(seq)` shows a letter that was found.
export function open(tag, go) {
  const field = document.createElement("input");
  field.type = "search";
  field.id = "find";
  field.enterKeyHint = "search";
  field.placeholder = word("findHint");
  field.setAttribute("aria-label", word("find"));
  const found = document.createElement("div");
  found.id = "found";
  found.setAttribute("role", "status");
  sheet.open(word("find"), [field, found]);
  field.focus();
  let timer = 0;
  let turn = 0;
  const search = async (before) => {
    turn += 1;
    const mine = turn;
    const words = field.value.trim();
    if (before === null) found.textContent = "";
    if (words.length < 2) return;
    const result = await look(tag, words, before);
    // Typed on meanwhile: somebody else's answer.
    if (mine !== turn) return;
    found.querySelectorAll(".more-found").forEach((one) => one.remove());
    for (const letter of result.letters) found.append(hit(letter, words, go));
    if (result.isOffline) found.prepend(sheet.note(word("findOffline")));
    if (!found.querySelector(".item")) found.append(sheet.note(word("findNone")));
    if (result.more) {
      const last = result.letters[result.letters.length - 1].seq;
      const next = sheet.item(word("findMore"), () => search(last));
      next.classList.add("more-found");
      found.append(next);
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search(null), PAUSE_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    clearTimeout(timer);
    search(null);
  });
}

async function look(tag, words, before) {
  try {
    const from = before === null ? "" : "&before=" + before;
    return await ask("GET", "/api/search?q=" + encodeURIComponent(words) + from);
  } catch (error) {
    if (error instanceof Refused && error.status === 401) throw error;
    const folded = fold(words);
    const letters = await store.letters(tag, before, MOST, (letter) => fold(letter.text || "").includes(folded));
    return { letters: letters.reverse(), more: letters.length === MOST, isOffline: true };
  }
}

function hit(letter, words, go) {
  const text = letter.text || "";
  const at = Math.max(0, fold(text).indexOf(fold(words)) - 30);
  const shown = (at > 0 ? "…" : "") + text.slice(at, at + 140).replace(/\s+/g, " ");
  const about = authorOf(letter) + " · " + dayName(letter.at) + " " + clock(letter.at);
  return sheet.item(shown, () => { sheet.close(); go(letter.seq); }, about);
}
