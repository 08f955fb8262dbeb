// The demo page's own words, in both languages. What the desk says comes rendered from the desk.

const PT = {
  title: "Balcão: demonstração",
  about: "Quatro pessoas, um só balcão de apoio. Tudo o que aqui se escreve segue de verdade.",
  tabs: "Conversas",
  unread: "por ler",
  error: "Não foi possível abrir a demonstração. Recarregue a página.",
  seats: {
    nurse: { title: "O telefone da enfermeira", tab: "Enfermeira", name: "", does: "comunica o problema" },
    agents: { title: "A sala da equipa de apoio", tab: "Apoio", name: "Benedito Cossa", does: "trata dos pedidos" },
    partner: { title: "O grupo do parceiro", tab: "Parceiro", name: "Paulo Sitoe", does: "acompanha os pedidos" },
    manager: { title: "O telefone da gestora", tab: "Gestora", name: "Grace Miller", does: "pergunta em inglês" },
  },
  open: "Guia",
  close: "Fechar o guia",
  back: "Anterior",
  next: "Seguinte",
  again: "Recomeçar",
  goTo: "Ir para: ",
  place: (step, of) => "Passo " + step + " de " + of,
  done: "Está feito",
  over: "Um pedido, do princípio ao fim: cada pessoa leu só o que lhe diz respeito, na sua língua. Experimente agora à sua maneira.",
  steps: [
    { seat: "nurse", text: "É a enfermeira. Escolha a língua, depois a Unidade Sanitária e o nome.", says: ["Ndlavela", "Ana Macuácua"] },
    { seat: "nurse", text: "A impressora falha: diga-o numa frase. O que disse já está no resumo; falta só «Enviar pedido».", says: ["A impressora não imprime"] },
    { seat: "agents", text: "A equipa tem o pedido; o grupo do parceiro vê uma linha, sem o que se escreveu. Escolha «Assumir».", says: [] },
    { seat: "agents", text: "Escolha «Responder» e escreva. Segue passados 10 segundos; até lá pode desfazer.", says: ["Desligue a impressora e volte a ligá-la."] },
    { seat: "agents", text: "Escolha «Resolver» e escreva como ficou resolvido.", says: ["A impressora voltou a imprimir."] },
    { seat: "nurse", text: "A pergunta chega à enfermeira passados 10 segundos. Escolha «Sim, resolvido».", says: [] },
    { seat: "manager", text: "A gestora pergunta pelo pedido, em inglês, e é nessa língua que lê a resposta.", says: ["How is {ref}?"] },
  ],
};

const EN = {
  title: "Balcão: demo",
  about: "Four people, one help desk. Whatever you write here is really sent.",
  tabs: "Conversations",
  unread: "unread",
  error: "The demo could not be opened. Load the page again.",
  seats: {
    nurse: { title: "The nurse’s phone", tab: "Nurse", name: "", does: "reports the problem" },
    agents: { title: "The support team’s room", tab: "Support", name: "Benedito Cossa", does: "works on requests" },
    partner: { title: "The partner’s group", tab: "Partner", name: "Paulo Sitoe", does: "follows the requests" },
    manager: { title: "The manager’s phone", tab: "Manager", name: "Grace Miller", does: "asks in English" },
  },
  open: "Guide",
  close: "Close the guide",
  back: "Back",
  next: "Next",
  again: "Start again",
  goTo: "Go to: ",
  place: (step, of) => "Step " + step + " of " + of,
  done: "Done",
  over: "One request from beginning to end: each person read only what concerns them, in their own language. Now try it your way.",
  steps: [
    { seat: "nurse", text: "You are the nurse. Choose a language, then the health facility and a name.", says: ["Ndlavela", "Ana Macuácua"] },
    { seat: "nurse", text: "The printer fails: say so in a sentence. What you said is in the summary already; only “Send request” is left.", says: ["The printer does not print"] },
    { seat: "agents", text: "The team has the request; the partner’s group sees one line, and nobody’s words. Choose “Assumir” (take it).", says: [] },
    { seat: "agents", text: "Choose “Responder” (reply) and write. It goes after 10 seconds; until then it can be undone.", says: ["Desligue a impressora e volte a ligá-la."] },
    { seat: "agents", text: "Choose “Resolver” (resolve) and write how it was resolved.", says: ["A impressora voltou a imprimir."] },
    { seat: "nurse", text: "The question reaches the nurse after 10 seconds. Choose “Yes, resolved”, or “Sim, resolvido”.", says: [] },
    { seat: "manager", text: "The manager asks about the request in English, and reads the answer in English.", says: ["How is {ref}?"] },
  ],
};

const asked = new URLSearchParams(location.search).get("lang") || navigator.language || "";

export const lang = /^en/i.test(asked) ? "en" : "pt";
export const words = lang === "en" ? EN : PT;
