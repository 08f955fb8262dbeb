//! How people are spoken to: in the Portuguese of Mozambique, without você and tu, in short sentences, with one
//! question at a time.

use balcao::text::locale::Locale;

use crate::texts::{Text, said, sentences, words};

/// Forms of Brazil, of 1990 and of translations, as whole words; a `*` stands for any ending. The form to use is beside.
const NOT_SAID: [(&str, &str); 72] = [
    ("usuári*", "utilizador"),
    ("arquivo*", "ficheiro"),
    ("tela", "ecrã"),
    ("telas", "ecrã"),
    ("salvar", "guardar"),
    ("salve", "guardar"),
    ("salvo", "guardar"),
    ("exclu*", "apagar"),
    ("delet*", "apagar"),
    ("registro*", "registo"),
    ("equipe*", "equipa"),
    ("time", "equipa"),
    ("chamado*", "pedido"),
    ("protocolo*", "referência"),
    ("bilhete*", "pedido"),
    ("ingresso*", "pedido"),
    ("ticket*", "pedido"),
    ("cadastr*", "registar"),
    ("celular*", "telemóvel"),
    ("atendente*", "técnico de apoio"),
    ("logar", "entrar"),
    ("logado", "entrar"),
    ("login", "entrar"),
    ("password", "senha"),
    ("conexão", "ligação"),
    ("conexões", "ligação"),
    ("notebook", "portátil"),
    ("baixar", "descarregar"),
    ("baixe", "descarregar"),
    ("buscar", "procurar"),
    ("próximo", "seguinte"),
    ("sobrenome", "apelido"),
    ("treinamento*", "formação"),
    ("treino*", "formação"),
    ("andamento", "em curso"),
    ("solucionad*", "resolvido"),
    ("status", "estado"),
    ("severidade", "gravidade"),
    ("escopo", "âmbito"),
    ("escalonar", "encaminhar"),
    ("cessionári*", "responsável"),
    ("proprietári*", "responsável"),
    ("designar", "atribuir"),
    ("tag*", "etiqueta"),
    ("recordatório*", "lembrete"),
    ("estoque*", "stock"),
    ("município*", "distrito"),
    ("secretaria*", "direcção"),
    ("prontuário*", "NID"),
    ("conosco", "connosco"),
    ("aperte", "carregue"),
    ("clique", "escolha"),
    ("banir", "bloquear"),
    ("issue*", "problema"),
    ("reporte", "relatório"),
    ("atualiz*", "actualizar"),
    ("atual*", "actual"),
    ("selecion*", "seleccionar"),
    ("contato*", "contacto"),
    ("contate", "contacte"),
    ("ação", "acção"),
    ("ações", "acções"),
    ("direção", "direcção"),
    ("correção", "correcção"),
    ("seleção", "selecção"),
    ("objetivo*", "objectivo"),
    ("afeta*", "afectar"),
    ("ativ*", "activar"),
    ("projeto*", "projecto"),
    ("elétric*", "eléctrico"),
    ("catastrófic*", "nothing that frightens"),
    ("violação", "nothing that frightens"),
];

/// How nobody is addressed (C.4).
const NOT_CALLED: [&str; 14] =
    ["você", "vocês", "vc", "tu", "te", "ti", "teu", "teus", "tua", "tuas", "contigo", "digita", "escreves", "podes"];

/// Words of more than one.
const NOT_SAID_TOGETHER: [&str; 8] = [
    "banco de dados",
    "fora do escopo",
    "posto de saúde",
    "unidade de saúde",
    "horário comercial",
    "senha inválida",
    "central de atendimento",
    "em andamento",
];

/// The longest sentence, in words.
const LONGEST: usize = 15;

fn is(form: &str, word: &str) -> bool {
    form.strip_suffix('*').map_or(form == word, |stem| word.starts_with(stem))
}

/// A verb that goes on as in Brazil: "estamos enviando".
fn goes_on_in_brazil(words: &[String]) -> bool {
    const BE: [&str; 7] = ["estou", "está", "estamos", "estão", "estava", "estamos", "continua"];
    let is_gerund = |word: &String| ["ando", "endo", "indo"].iter().any(|ending| word.ends_with(ending));
    words.windows(2).any(|pair| BE.contains(&pair[0].as_str()) && is_gerund(&pair[1]))
}

/// What is wrong with a Portuguese text, if anything is.
fn wrong(text: &str) -> Option<String> {
    let words = words(text);
    let form = NOT_SAID.iter().find(|(form, _)| words.iter().any(|word| is(form, word)));
    if let Some((form, better)) = form {
        return Some(format!("{form}, better: {better}"));
    }
    let called = NOT_CALLED.iter().find(|form| words.iter().any(|word| word == *form));
    if let Some(form) = called {
        return Some(format!("nobody is addressed so: {form}"));
    }
    let joined = words.join(" ");
    let together = NOT_SAID_TOGETHER.iter().find(|form| joined.contains(*form));
    together.map(|form| (*form).to_owned()).or_else(|| goes_on_in_brazil(&words).then(|| "an -ndo form".to_owned()))
}

fn file(path: &str) -> String {
    std::fs::read_to_string(path).expect("a text")
}

/// What a file says between quotes, of which the first stands at the end of `before`.
fn quoted(path: &str, before: &str) -> Vec<Text> {
    let mut texts = Vec::new();
    for line in file(path).lines().filter(|line| !line.trim_start().starts_with(['#', '/'])) {
        let mut rest = line;
        while let Some((_, found)) = rest.split_once(before) {
            let (text, after) = found.split_once('"').unwrap_or((found, ""));
            texts.push(Text { key: path.to_owned(), text: text.to_owned() });
            rest = after;
        }
    }
    assert!(!texts.is_empty(), "{path}");
    texts
}

#[test]
fn the_portuguese_is_that_of_mozambique() {
    let desks = std::fs::read_dir("desks").expect("the desks").map(|desk| desk.expect("a file").path());
    let desks = desks.filter(|desk| desk.extension().is_some_and(|extension| extension == "toml"));
    let desks = desks.flat_map(|desk| quoted(desk.to_str().expect("a name"), "pt = \""));
    let all = said(Locale::Pt).into_iter().chain(desks).chain(quoted("web/words_pt.js", "\""));
    let wrong: Vec<_> = all.filter_map(|text| Some((wrong(&text.text)?, text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_not_said_is_found() {
    for text in [
        "Salvar arquivo",
        "O usuário não existe",
        "A tela ficou branca",
        "Digite a tua senha",
        "Você pode tentar",
        "Estamos enviando a mensagem",
        "Em andamento",
        "Atualize a página",
        "Fale com a central de atendimento",
    ] {
        assert!(wrong(text).is_some(), "{text}");
    }
    for text in ["A acção foi guardada", "Informação actualizada", "Estamos a enviar", "Quando a rede voltar"] {
        assert_eq!(wrong(text), None, "{text}");
    }
}

#[test]
fn sentences_are_short() {
    for locale in Locale::ALL {
        let long: Vec<_> = said(locale)
            .into_iter()
            .flat_map(|text| sentences(&text.text).into_iter().map(move |sentence| (text.key.clone(), sentence)))
            .filter(|(_, sentence)| words(sentence).len() > LONGEST)
            .collect();
        assert!(long.is_empty(), "{locale}: {long:#?}");
    }
}

#[test]
fn one_question_at_a_time() {
    for locale in Locale::ALL {
        for text in said(locale) {
            assert!(text.text.matches('?').count() <= 1, "{locale} {}: {}", text.key, text.text);
        }
    }
}
