// Files: made smaller where that helps on a thin network, sent, and shown from bytes that were fetched with the token.

import { ask } from "./net.js";
import { word, size } from "./words.js";

const PICTURES = /^image\/(png|jpeg|gif|webp)$/;
// Above this a picture waits for a tap: it may cost money.
const SHOWN_AT_ONCE = 150 * 1024;
const SHRUNK_ABOVE = 300 * 1024;
const LONGEST_SIDE = 1600;

export class TooLarge extends Error {}

// Refused here where it can be: a connection that breaks off half-way tells nobody why.
export async function upload(file, limit) {
  const picture = await shrunk(file);
  if (picture.blob.size > limit) throw new TooLarge();
  // 30 s, and a second for each 4 kB: 2G at its worst.
  const deadline = 30000 + picture.blob.size / 4;
  return ask("POST", "/api/files?name=" + encodeURIComponent(picture.name), { raw: picture.blob, mime: picture.blob.type, deadline });
}

// A photo of four megabytes becomes one of three hundred kilobytes. Whatever fails here, the file goes as it is.
async function shrunk(file) {
  const asIs = { blob: file, name: file.name || "ficheiro" };
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < SHRUNK_ABOVE || !self.createImageBitmap) return asIs;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    if (!blob || blob.size >= file.size) return asIs;
    return { blob, name: asIs.name.replace(/\.[A-Za-z0-9]+$/, "") + ".jpg" };
  } catch (_) {
    return asIs;
  }
}

// A file beside a message: a picture where it is one, else a button that saves it.
export function shown(file, onError) {
  const box = document.createElement("div");
  box.className = "file";
  if (!file.id) {
    box.append(card(file.name, size(file.bytes)));
    return box;
  }
  const picture = PICTURES.test(file.mime);
  const button = card(picture ? word("show") : file.name, (picture ? file.name + " · " : "") + size(file.bytes), "button");
  const open = async () => {
    button.disabled = true;
    try {
      const blob = await ask("GET", "/api/files/" + file.id, { blob: true, deadline: 30000 + file.bytes / 4 });
      const url = URL.createObjectURL(blob);
      if (picture) box.replaceChild(image(file, url), button);
      else saveAs(file.name, url);
    } catch (_) {
      onError(word("fileLost"));
    }
    button.disabled = false;
  };
  button.addEventListener("click", open);
  box.append(button);
  if (picture && file.bytes <= SHOWN_AT_ONCE) open();
  return box;
}

function card(name, more, tag) {
  const card = document.createElement(tag || "div");
  if (tag) card.type = "button";
  card.className = "card";
  const title = document.createElement("b");
  title.textContent = name;
  const small = document.createElement("small");
  small.textContent = more;
  card.append(title, small);
  return card;
}

function image(file, url) {
  const link = document.createElement("a");
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  const image = document.createElement("img");
  image.src = url;
  image.alt = file.name;
  link.append(image);
  return link;
}

function saveAs(name, url) {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
