//! `balcao desk guide`: the guides of all forms as one page for printing. The page is whole in itself: nothing is
//! fetched for it, so that it can be sent on and printed where there is no network.

use std::fmt::Write as _;

use anyhow::{Context, Result};

use crate::{
    core::policy::desk_file,
    dialogs::{
        catalog::Catalog,
        guide::{self, Guide, Sheet},
    },
    text::locale::Locale,
};

const STYLE: &str = "@page{size:A4;margin:18mm}\
body{font:11pt/1.4 sans-serif;max-width:175mm;margin:0 auto;padding:8mm}\
h1{font-size:18pt;margin:0}h2{font-size:14pt;margin:0 0 2mm;border-bottom:1px solid}\
section{margin-top:8mm}li{margin:0 0 3mm}li{break-inside:avoid}h2{break-after:avoid}\
p{margin:0}.how{color:#444}.one{white-space:nowrap}.box{display:inline-block;width:3mm;height:3mm;border:1px solid;margin-right:1mm}\
@media print{body{padding:0}}";

/// Prints the page of a shipped desk or a desk file.
pub(super) fn print(desk: &str, locale: Locale) -> Result<()> {
    let desk = desk_file::load(desk).map_err(|mistakes| anyhow::anyhow!("{mistakes}"))?;
    let catalog = Catalog::load().context("the words cannot be read")?;
    print!("{}", page(&guide::sheet(&catalog, &desk, locale), locale));
    Ok(())
}

fn page(sheet: &Sheet, locale: Locale) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         <h1>{title}</h1>\n<p>{}</p>\n",
        locale.code(),
        escaped(&sheet.desk),
        title = escaped(&sheet.title),
    );
    always(&mut out, sheet);
    for guide in &sheet.guides {
        form(&mut out, guide);
    }
    out.push_str("</html>\n");
    out
}

fn always(out: &mut String, sheet: &Sheet) {
    let _infallible = write!(out, "<section>\n<h2>{}</h2>\n<ul>\n", escaped(&sheet.always));
    for (name, choices) in &sheet.fields {
        let _infallible = write!(out, "<li><b>{}</b>", escaped(name));
        if !choices.is_empty() {
            let boxes: Vec<String> = choices
                .iter()
                .map(|choice| format!("<span class=\"one\"><span class=\"box\"></span>{}</span>", escaped(choice)))
                .collect();
            let _infallible = write!(out, "<p>{}</p>", boxes.join(" &ensp;"));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n</section>\n");
}

fn form(out: &mut String, guide: &Guide) {
    let _infallible = write!(out, "<section>\n<h2>{}</h2>\n", escaped(&guide.category));
    for note in &guide.notes {
        let _infallible = writeln!(out, "<p>{}</p>", escaped(note));
    }
    if guide.questions.is_empty() {
        out.push_str("</section>\n");
        return;
    }
    out.push_str("<ol>\n");
    for asked in &guide.questions {
        let _infallible = write!(out, "<li><b>{}</b>", escaped(&asked.label));
        for line in asked.only_if.iter().chain(&asked.help) {
            let _infallible = write!(out, "<p>{}</p>", escaped(line));
        }
        let _infallible = writeln!(out, "<p class=\"how\">{}</p></li>", escaped(&asked.how));
    }
    out.push_str("</ol>\n</section>\n");
}

/// A desk file's words are not HTML, whatever they hold.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_form_in_its_language_and_fetches_nothing() {
        let (desk, catalog) = (desk_file::load("epts").unwrap(), Catalog::load().unwrap());
        for locale in Locale::ALL {
            let page = page(&guide::sheet(&catalog, &desk, locale), locale);
            assert!(
                page.starts_with("<!doctype html>") && page.contains(&format!("<html lang=\"{}\">", locale.code()))
            );
            for category in &desk.categories {
                assert!(page.contains(&format!("<h2>{}</h2>", escaped(category.named.label.in_locale(locale)))));
                for question in &category.questions {
                    assert!(page.contains(&escaped(question.label.in_locale(locale))), "{}", question.key);
                }
            }
            assert!(!page.contains("http") && !page.contains("src=") && !page.contains("url("), "{page}");
            assert!(page.contains("20/11/2026"));
        }
    }

    #[test]
    fn words_of_a_desk_file_are_not_markup() {
        let sheet = Sheet {
            title: "<b>".into(),
            desk: "A & B".into(),
            always: String::new(),
            fields: vec![("\"'".into(), vec!["<i>".into()])],
            guides: vec![Guide { category: "</h2>".into(), notes: vec!["<script>".into()], questions: Vec::new() }],
        };
        let page = page(&sheet, Locale::Pt);
        assert!(!page.contains("<b>\n") && !page.contains("<i>") && !page.contains("<script>"));
        assert!(page.contains("A &amp; B") && page.contains("&quot;&#39;") && page.contains("&lt;/h2&gt;"));
    }
}
