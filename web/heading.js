// The words around the letters, in the language of the seat: whose chat it is, how the line is, who writes.

import { word, roomName } from "./words.js";
import { now } from "./now.js";
import * as page from "./page.js";
import * as compose from "./compose.js";
import * as door from "./door.js";
import * as threads from "./threads.js";
import * as alerts from "./alerts.js";

const at = (id) => document.getElementById(id);

export function dress() {
  door.dress();
  const thread = now.seat ? page.narrowedTo() : null;
  at("older").textContent = word("older");
  const labels = { back: "back", "menu-open": "menu", "find-open": "find" };
  for (const id of Object.keys(labels)) at(id).setAttribute("aria-label", word(labels[id]));
  compose.dress(word(thread ? "writeNote" : "write"));
  at("back").hidden = !thread;
  at("room").textContent = thread || title();
  at("log").setAttribute("aria-label", thread ? word("thread", { thread }) : title());
  document.body.classList.toggle("narrowed", Boolean(thread));
  alerts.entitle(title());
  showContext();
  showState(now.state);
}

function title() {
  return now.seat && now.seat.is_group ? roomName(now.seat.purpose) : "Balcão";
}

export function showState(name) {
  now.state = name;
  if (name !== "connected") at("thinking").hidden = true;
  const words = name ? word(name) : "";
  const thread = now.seat ? page.narrowedTo() : null;
  const quiet = name === "connected" && now.seat && now.seat.name;
  const told = quiet ? (thread ? threads.titleOf(thread) : now.seat.name + " · " + words.toLowerCase()) : words;
  // The same words again would be read out again.
  if (at("state").textContent !== told) at("state").textContent = told;
  document.body.dataset.state = name;
}

export function showContext() {
  at("context").hidden = !(now.context && now.context.page);
  if (now.context && now.context.page) at("context").textContent = word("helpOn", { page: now.context.page });
}

export function showElsewhere(count) {
  at("menu-open").querySelector(".dot").hidden = !count;
}

// The desk is at work: it answers fast, a thin network does not.
export function showThinking(isOn) {
  at("thinking").hidden = !isOn;
  if (isOn) page.toEnd();
}

let typingTimer = 0;
export function showTyping(names) {
  clearTimeout(typingTimer);
  at("typing").textContent = !names.length ? "" : names.length > 1 ? word("typingMany") : word("typingOne", { name: names[0] });
  if (names.length) typingTimer = setTimeout(() => showTyping([]), 6000);
}
