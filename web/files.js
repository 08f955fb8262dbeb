// A file beside a message: a picture, a voice that can be heard, or a document to save. Bytes are fetched with the
// token and shown from memory; a large one waits for a tap, since it may cost money.

import { ask } from "./net.js";
import { word, size } from "./words.js";

const PICTURES = /^image\/(png|jpeg|gif|webp)$/;
const SOUNDS = /^audio\/(ogg|webm|mp4|mpeg|wav|aac|x-m4a|amr)$/;
const SHOWN_AT_ONCE = 150 * 1024;

export const isPicture = (mime) => PICTURES.test(mime);
export const isSound = (mime) => SOUNDS.test((mime || "").split(";")[0]);

// What is taken off the page need not stay in memory.
export function release(node) {
  for (const one of node.querySelectorAll("img, audio")) URL.revokeObjectURL(one.src);
}

// `onError` tells the person.
export function shown(file, onError) {
  const box = document.createElement("div");
  box.className = "file";
  if (file.blob) return local(box, file);
  const picture = isPicture(file.mime);
  const sound = isSound(file.mime);
  const title = picture ? word("show") : sound ? word("voice") : file.name;
  const about = (picture || sound ? file.name + " · " : "") + size(file.bytes);
  if (!file.id) {
    box.append(card(file.name, about));
    return box;
  }
  const button = card(title, about, sound ? "▶" : picture ? "" : "↓", "button");
  const open = async (byHand) => {
    button.disabled = true;
    try {
      const blob = await ask("GET", "/api/files/" + file.id, { blob: true, deadline: 30000 + file.bytes / 2 });
      if (picture) box.replaceChild(image(file.name, URL.createObjectURL(blob)), button);
      // Heard as what the desk found it to be, whatever the download calls itself.
      else if (sound) box.replaceChild(player(file.name, URL.createObjectURL(new Blob([blob], { type: file.mime })), byHand), button);
      else saveAs(file.name, URL.createObjectURL(blob));
    } catch (_) {
      onError(word("fileLost"));
    }
    button.disabled = false;
  };
  button.addEventListener("click", () => open(true));
  box.append(button);
  if (picture && file.bytes <= SHOWN_AT_ONCE) open(false);
  return box;
}

// A file that is still here: nothing has to be fetched.
function local(box, file) {
  if (isPicture(file.mime)) box.append(image(file.name, URL.createObjectURL(file.blob)));
  else if (isSound(file.mime)) box.append(player(file.name, URL.createObjectURL(file.blob), false));
  else box.append(card(file.name, size(file.bytes)));
  return box;
}

function card(name, more, sign, tag) {
  const card = document.createElement(tag || "div");
  if (tag) card.type = "button";
  card.className = "card";
  if (sign) {
    const mark = document.createElement("span");
    mark.className = "sign";
    mark.setAttribute("aria-hidden", "true");
    mark.textContent = sign;
    card.append(mark);
  }
  const title = document.createElement("b");
  title.textContent = name;
  const small = document.createElement("small");
  small.textContent = more;
  const words = document.createElement("span");
  words.className = "words";
  words.append(title, small);
  card.append(words);
  return card;
}

function image(name, url) {
  const link = document.createElement("a");
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  const image = document.createElement("img");
  image.src = url;
  image.alt = name;
  link.append(image);
  return link;
}

function player(name, url, now) {
  const sound = document.createElement("audio");
  sound.controls = true;
  sound.src = url;
  sound.setAttribute("aria-label", word("voice") + ": " + name);
  if (now) sound.play().catch(() => {});
  return sound;
}

function saveAs(name, url) {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
