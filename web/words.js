// The page's own words and how it writes times, days and sizes, in both languages.

import { PT } from "./words_pt.js";
import { EN } from "./words_en.js";

const WORDS = { pt: PT, en: EN };

let locale = /^en/i.test(navigator.language || "") ? "en" : "pt";
document.documentElement.lang = locale;

export function speak(next) {
  const known = WORDS[next] ? next : locale;
  const changed = known !== locale;
  locale = known;
  document.documentElement.lang = locale;
  return changed;
}

export function word(key, values) {
  let text = WORDS[locale][key];
  for (const name of Object.keys(values || {})) text = text.replace("{" + name + "}", () => values[name]);
  return text;
}

export const roomName = (purpose) => WORDS[locale].rooms[purpose] || "Balcão";

export const emptyRoom = (purpose) => WORDS[locale].emptyRooms[purpose] || "";

export const clock = (at) => new Date(at).toLocaleTimeString(tag(), { hour: "2-digit", minute: "2-digit", hour12: false });

export function dayName(at) {
  const day = new Date(at);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return word("today");
  if (day.toDateString() === yesterday.toDateString()) return word("yesterday");
  const year = day.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return day.toLocaleDateString(tag(), { weekday: "long", day: "numeric", month: "long", year });
}

// The hour where it was today, else the day.
export function soon(at) {
  const day = new Date(at);
  if (day.toDateString() === new Date().toDateString()) return clock(at);
  return day.toLocaleDateString(tag(), { day: "numeric", month: "short" });
}

export function size(bytes) {
  if (bytes < 1024) return bytes + " B";
  const kilo = bytes / 1024;
  const [n, unit] = kilo < 1024 ? [kilo, "kB"] : [kilo / 1024, "MB"];
  return n.toLocaleString(tag(), { maximumFractionDigits: n < 10 ? 1 : 0 }) + " " + unit;
}

// Letters without accents and case, so that "nao" finds "não".
export const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

const tag = () => (locale === "en" ? "en-GB" : "pt-PT");
