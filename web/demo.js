// The demo: four chats of one desk side by side, each with a seat of its own; tabs where the screen is narrow.

const en = /^en/i.test(navigator.language || "");
const GUIDE = en
  ? ["Try it: as the nurse, choose a language, type “Ndlavela” and a name, and report a problem.",
    "In the support team’s room choose “Assumir”, “Responder”, “Resolver”; the partner’s line follows. The manager may ask “How is BL-…?”"]
  : ["Experimente: como enfermeira, escolha a língua, escreva «Ndlavela» e um nome, e comunique um problema.",
    "Na sala da equipa de apoio escolha «Assumir», «Responder», «Resolver»; a linha do parceiro acompanha. A gestora pode perguntar «How is BL-…?»."];
const TITLES = en
  ? { nurse: "The nurse’s phone", agents: "The support team’s room", partner: "The partner’s group", manager: "The manager’s phone" }
  : { nurse: "Telefone da enfermeira", agents: "Sala da equipa de apoio", partner: "Grupo do parceiro", manager: "Telefone da gestora, em inglês" };
const TABS = en
  ? { nurse: "Nurse", agents: "Support", partner: "Partner", manager: "Manager" }
  : { nurse: "Enfermeira", agents: "Apoio", partner: "Parceiro", manager: "Gestora" };
const ERROR = en ? "The demo could not be opened. Load the page again." : "Não foi possível abrir a demonstração. Carregue a página de novo.";

const at = (id) => document.getElementById(id);
document.documentElement.lang = en ? "en" : "pt";
// On a phone the first sentence has to do.
for (const sentence of GUIDE) {
  const words = document.createElement("span");
  words.textContent = sentence + " ";
  at("guide").append(words);
}

function frame(one) {
  const box = document.createElement("section");
  box.id = "seat-" + one.seat;
  box.setAttribute("role", "tabpanel");
  const title = document.createElement("h2");
  title.textContent = TITLES[one.seat] || one.seat;
  const page = document.createElement("iframe");
  page.title = title.textContent;
  page.name = one.seat;
  page.src = "/?demo=1&seat=" + encodeURIComponent(one.seat) + "#code=" + encodeURIComponent(one.code);
  box.append(title, page);
  return box;
}

function tab(one) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = TABS[one.seat] || one.seat;
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
