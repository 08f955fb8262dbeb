// The demo: four chats of one desk side by side, each with a seat of its own; tabs where the screen is narrow.

const en = /^en/i.test(navigator.language || "");
const GUIDE = en
  ? "Try it: as the nurse, report a problem; then take it in the agents’ room, reply, and see the partner’s group follow."
  : "Experimente: comunique um problema no telefone da enfermeira; depois tome-o na sala dos agentes, responda, e veja o grupo do parceiro acompanhar.";
const ERROR = en ? "The demo could not be opened. Load the page again." : "Não foi possível abrir a demonstração. Carregue a página de novo.";

const at = (id) => document.getElementById(id);
document.documentElement.lang = en ? "en" : "pt";
at("guide").textContent = GUIDE;

function frame(one) {
  const box = document.createElement("section");
  box.id = "seat-" + one.seat;
  box.setAttribute("role", "tabpanel");
  const title = document.createElement("h2");
  title.textContent = one.title;
  const page = document.createElement("iframe");
  page.title = one.title;
  page.name = one.seat;
  page.src = "/?demo=1&seat=" + encodeURIComponent(one.seat) + "#code=" + encodeURIComponent(one.code);
  box.append(title, page);
  return box;
}

function tab(one) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = one.title;
  button.setAttribute("role", "tab");
  button.setAttribute("aria-controls", "seat-" + one.seat);
  button.addEventListener("click", () => show(one.seat));
  return button;
}

function show(seat) {
  for (const box of at("seats").children) box.classList.toggle("shown", box.id === "seat-" + seat);
  for (const button of at("tabs").children) {
    button.setAttribute("aria-selected", String(button.getAttribute("aria-controls") === "seat-" + seat));
  }
}

async function begin() {
  try {
    const answer = await fetch("/demo/seats");
    if (!answer.ok) throw new Error("no seats");
    const seats = await answer.json();
    at("seats").replaceChildren(...seats.map(frame));
    at("tabs").replaceChildren(...seats.map(tab));
    if (seats.length) show(seats[0].seat);
  } catch (_) {
    at("error").textContent = ERROR;
    at("error").hidden = false;
  }
}

begin();
