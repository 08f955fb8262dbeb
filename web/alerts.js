// Tells of new letters while nobody looks: in the title, on the icon, and as a notification where that was asked for.
// A notification has no words of anybody: a phone lies where others see it.

import { word } from "./words.js";
import * as seats from "./seat.js";

let unseen = 0;
let title = "Balcão";

export const isPossible = () => "Notification" in self && "serviceWorker" in navigator && !seats.IN_DEMO && !seats.EMBEDDED;

export const isOn = () => isPossible() && Notification.permission === "granted" && seats.load("notify") === true;

// False where the browser does not allow it.
export async function toggle() {
  if (isOn()) {
    seats.save("notify", null);
    return true;
  }
  const allowed = (await Notification.requestPermission()) === "granted";
  seats.save("notify", allowed ? true : null);
  return allowed;
}

export function entitle(next) {
  title = next;
  show();
}

// New letters of others came.
export function came(count) {
  if (!document.hidden || !count) return;
  unseen += count;
  show();
  if (!isOn()) return;
  navigator.serviceWorker.ready.then((worker) => worker.showNotification(word("news"), { tag: "balcao-" + seats.name(), renotify: true, data: seats.addressOf(seats.name()), icon: "/assets/icon/icon-192.png" })).catch(() => {});
}

function show() {
  document.title = unseen ? "(" + unseen + ") " + title : title;
  const badge = unseen ? navigator.setAppBadge : navigator.clearAppBadge;
  if (badge) badge.call(navigator, unseen || undefined).catch(() => {});
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unseen = 0;
  show();
});
