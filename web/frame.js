// When the chat sits in another page's frame: the demo's page, which is our own, or one that embeds the help desk.
// An embedding page may tell what it is about; it is told only how much is unread.

import * as seats from "./seat.js";

const framed = self.parent !== self;

function tell(what) {
  if (!framed) return;
  if (seats.IN_DEMO) self.parent.postMessage(Object.assign({ seat: seats.name() }, what), location.origin);
  // Nothing secret, and whom the page sits in is the server's policy to say.
  else if (seats.EMBEDDED) self.parent.postMessage(what, "*");
}

export const opened = (view) => { if (seats.IN_DEMO) tell({ balcao: "seat", name: view.name, named: Boolean(view.name) }); };

// What was there at first is told in one message; later each letter of the desk in one of its own, as somebody is told.
let isFirst = true;

export function letters(list) {
  if (!seats.IN_DEMO) return;
  const told = list.filter((letter) => !letter.echo);
  const mine = list.some((letter) => letter.echo && letter.echo.mine);
  if (isFirst) tell({ balcao: "letters", count: list.length, refs: told.flatMap(named), mine });
  else for (const letter of told) tell({ balcao: "letters", count: 1, refs: named(letter), buttons: (letter.buttons || []).length, mine });
  isFirst = false;
}

const named = (letter) => (letter.text || "").match(/\b[A-Z]{2,4}-\d{3,}\b/g) || [];

export const unread = (count) => { if (seats.EMBEDDED) tell({ balcao: "unread", count }); };
export const close = () => { if (seats.EMBEDDED) tell({ balcao: "close" }); };

// `on`: write(text), context(context, code), shown(isShown).
export function listen(on) {
  if (!framed) return;
  addEventListener("message", (event) => {
    const said = event.data;
    if (event.source !== self.parent || typeof said !== "object" || said === null) return;
    if (seats.IN_DEMO && event.origin === location.origin && said.balcao === "write") on.write(String(said.text));
    if (seats.EMBEDDED && said.balcao === "shown") on.shown(Boolean(said.shown));
    if (seats.EMBEDDED && said.balcao === "context") on.context(contextOf(said), said.code ? String(said.code).slice(0, 64) : null);
  });
  if (seats.EMBEDDED) tell({ balcao: "ready" });
}

function contextOf(said) {
  const context = {};
  for (const name of ["system", "page", "facility"]) if (said[name]) context[name] = String(said[name]).slice(0, 300);
  return context;
}
