// The menu: the other conversations, another device, notifications, installing, leaving.

import { word } from "./words.js";
import { ask, Refused } from "./net.js";
import * as seats from "./seat.js";
import * as sheet from "./sheet.js";
import * as elsewhere from "./elsewhere.js";
import * as alerts from "./alerts.js";

let installing = null;
addEventListener("beforeinstallprompt", (event) => { event.preventDefault(); installing = event; });

// `on`: leave(everywhere), toast(text).
export function open(on) {
  const parts = elsewhere.items();
  if (parts.length) parts.push(sheet.heading("Balcão"));
  if (!seats.IN_DEMO && !seats.EMBEDDED) {
    parts.push(sheet.item(word("addPerson"), () => { location.href = seats.addressOf(seats.freshName()); }));
  }
  parts.push(sheet.item(word("device"), () => device(on)));
  if (alerts.isPossible()) {
    parts.push(sheet.item(word(alerts.isOn() ? "notifyOff" : "notify"), async () => {
      sheet.close();
      if (!(await alerts.toggle())) on.toast(word("notifyRefused"));
    }));
  }
  if (installing) {
    parts.push(sheet.item(word("install"), () => { sheet.close(); installing.prompt(); installing = null; }));
  }
  if (!seats.IN_DEMO) {
    parts.push(sheet.item(word("leave"), () => { sheet.close(); on.leave(false); }));
    parts.push(sheet.item(word("leaveAll"), () => { sheet.close(); on.leave(true); }));
  }
  sheet.open(word("menu"), parts);
}

// A code for the same person's other device.
async function device(on) {
  try {
    const made = await ask("POST", "/api/devices", { body: {} });
    const code = document.createElement("p");
    code.className = "code";
    code.textContent = made.code;
    const copy = sheet.item(word("copyLink"), () => { copyText(made.url).then(() => on.toast(word("copied"))); });
    const minutes = Math.round(made.seconds / 60);
    sheet.open(word("device"), [drawn(made.qr), code, sheet.note(word("deviceHint", { minutes })), copy]);
  } catch (error) {
    sheet.close();
    on.toast(word(error instanceof Refused && error.status === 429 ? "deviceSoon" : "deviceFailed"));
  }
}

// A picture of rows of "0" and "1".
function drawn(rows) {
  const canvas = document.createElement("canvas");
  const scale = 6;
  canvas.className = "qr";
  canvas.width = rows.length * scale;
  canvas.height = rows.length * scale;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "QR");
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  rows.forEach((row, y) => Array.from(row).forEach((bit, x) => { if (bit === "1") pen.fillRect(x * scale, y * scale, scale, scale); }));
  return canvas;
}

export async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
