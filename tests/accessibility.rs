//! The page by the rules of WCAG 2.2 AA, as far as axe-core can tell, and by its measure: light and dark, on a phone
//! and on a desk, with letters twice as large. Nothing that axe calls serious or critical; nothing cut off.
//!
//! axe-core is not part of this repository. It is looked for at `BALCAO_AXE` and where `.ci/run` puts it;
//! `BALCAO_REQUIRE_AXE` makes its absence a failure.

#[path = "support/requests.rs"]
mod requests;
#[path = "support/served.rs"]
mod served;
#[path = "support/stage.rs"]
mod stage;
mod support;
#[path = "support/webdriver.rs"]
mod webdriver;

use std::path::PathBuf;

use serde_json::{Value, json};
use served::Served;
use stage::Stage;

const USUAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/axe/node_modules/axe-core/axe.min.js");

/// Phone and desk.
const SIZES: [(u32, u32); 2] = [(360, 640), (1280, 800)];

/// What axe finds, each with the first elements that it is about.
const JUDGE: &str = r"
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
    return axe.run(document, options).then(({ violations, passes }) => (passes.length < 10 ? ['axe looked at too little'] : [])
        .concat(violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
        .map((one) => one.impact + ' ' + one.id + ': ' + one.nodes.slice(0, 5).map((node) =>
            node.target.join(' ') + ' ' + (node.any.concat(node.all)[0] || { message: '' }).message).join('; '))))";

/// What does not fit: a page that scrolls sideways, words that run out of their box, or out of the window.
const CUT_OFF: &str = r"
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth + 1 || document.body.scrollWidth > innerWidth + 1) found.push('the page scrolls sideways');
    for (const one of document.querySelectorAll('button, p, h1, h2, h3, label, article, textarea, input, li, #scroll, dialog')) {
        const box = one.getBoundingClientRect();
        const style = getComputedStyle(one);
        const name = one.tagName + '#' + one.id + '.' + one.className + ' «' + one.textContent.slice(0, 40) + '»';
        // What lies behind the edge of a row that scrolls, or shows only on hover, is no loss.
        if (!box.width || !box.height || style.visibility === 'hidden' || style.opacity === '0' || one.closest('#staged')) continue;
        if (box.left < -1 || box.right > innerWidth + 1) found.push('beyond the window: ' + name);
        const clips = style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis';
        if (one.scrollWidth > one.clientWidth + 1 && (clips || style.overflowX === 'auto') && one.clientWidth) found.push('too wide inside: ' + name);
        // The name of the room and of who sits here; others may be shortened where they stand in full elsewhere.
        if (/^(room|state)$/.test(one.id) && one.scrollHeight > one.clientHeight + 2) found.push('cut short: ' + name);
        if (one.tagName === 'BUTTON' && one.scrollWidth > one.clientWidth + 1) found.push('words out of a button: ' + name);
    }
    const line = document.getElementById('line');
    if (line && line.offsetHeight && line.getBoundingClientRect().bottom > innerHeight + 1) found.push('the line to write on is below the window');
    return found";

fn axe() -> Option<String> {
    let path = std::env::var_os("BALCAO_AXE").map_or_else(|| PathBuf::from(USUAL), PathBuf::from);
    let source = std::fs::read_to_string(&path).ok();
    if source.is_none() {
        assert!(std::env::var_os("BALCAO_REQUIRE_AXE").is_none(), "no axe-core at {}", path.display());
        eprintln!("SKIPPED: no axe-core at {}, so nobody judged the page", path.display());
    }
    source
}

/// A stage whose pages are judged.
struct Judge {
    stage: Stage,
    axe: String,
    /// What was wrong, each with the view that it was in.
    found: Vec<String>,
}

impl Judge {
    async fn before(served: &Served) -> Option<Self> {
        let axe = axe()?;
        let page = stage::browser(360, 640).await?;
        Some(Self { stage: Stage::new(&served.base, page), axe, found: Vec::new() })
    }

    /// Judges what is shown in both sizes, both lights, and with the letters twice as large.
    async fn judges(&mut self, view: &str) {
        for (width, height) in SIZES {
            self.stage.page.resize(width, height).await;
            for light in ["light", "dark"] {
                self.stage.page.prefers(light).await;
                for percent in [100, 200] {
                    self.judges_one(&format!("{view}-{width}-{light}-{percent}"), percent).await;
                }
            }
        }
        self.stage.page.resize(360, 640).await;
        self.stage.page.prefers("light").await;
    }

    async fn judges_one(&mut self, view: &str, percent: u32) {
        let page = &self.stage.page;
        let size = "document.documentElement.style.fontSize = arguments[0] + '%'; dispatchEvent(new Event('resize'));
            for (const one of document.getAnimations()) one.finish && one.effect.getComputedTiming().endTime !== Infinity && one.finish();
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";
        page.script(size, json!([percent])).await;
        if page.script("return typeof axe", json!([])).await == "undefined" {
            page.script(&format!("{}; window.axe = axe;", self.axe), json!([])).await;
        }
        self.stage.look(view).await;
        for script in [JUDGE, CUT_OFF] {
            let found = page.script(script, json!([])).await;
            self.found.extend(texts(&found).into_iter().map(|what| format!("{view}: {what}")));
        }
        page.script(size, json!([100])).await;
    }

    async fn opens(&self, css: &str, shows: &str) {
        let button = self.stage.page.wait_for(css).await;
        self.stage.page.click(&button).await;
        self.stage.page.wait_for(shows).await;
    }

    async fn ends(self) {
        self.stage.page.close().await;
        assert!(self.found.is_empty(), "{} faults:\n{}", self.found.len(), self.found.join("\n"));
    }
}

fn texts(found: &Value) -> Vec<String> {
    found.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn the_door_and_a_nurses_chat() {
    let served = Served::plain().await;
    let Some(mut judge) = Judge::before(&served).await else { return };
    judge.stage.page.goto(&served.base).await;
    judge.stage.page.wait_for("#door:not([hidden]) #code").await;
    judge.judges("door").await;

    judge.stage.enter("nurse", &served.code_for("martine").await).await;
    requests::begin(&judge.stage, "A ficha de seguimento não abre desde manhã.").await;
    let folder = tempfile::tempdir().expect("a folder");
    let photo = folder.path().join("ecrã.png");
    judge.stage.page.screenshot(&photo).await;
    judge.stage.attach(&photo).await;
    judge.judges("staged").await;
    judge.stage.send().await;
    judge.stage.all_sent().await;
    judge.stage.page.wait_for(".mine .file img").await;
    judge.judges("summary").await;
    requests::send_with_photo(&judge.stage).await;
    judge.stage.say("Rua muito comprida ".repeat(12).trim()).await;
    judge.stage.say("https://example.org/uma/ligacao/que/nao/acaba/nunca/mais/e/segue/ainda/mais/longe").await;
    judge.stage.all_sent().await;
    judge.judges("chat").await;

    judge.opens("#attach", "#attach-menu:not([hidden])").await;
    judge.judges("attach-menu").await;
    judge.opens("#menu-open", "#sheet[open] .item").await;
    judge.judges("menu").await;
    judge.stage.page.click(&judge.stage.page.wait_for("#sheet-close").await).await;
    judge.opens("#find-open", "#find").await;
    let field = judge.stage.page.wait_for("#find").await;
    judge.stage.page.type_into(&field, "ficha").await;
    judge.stage.page.wait_for("#found .item").await;
    judge.judges("search").await;
    judge.stage.page.click(&judge.stage.page.wait_for("#sheet-close").await).await;
    judge.ends().await;
}

#[tokio::test]
async fn the_agents_room() {
    let served = Served::plain().await;
    let Some(mut judge) = Judge::before(&served).await else { return };
    judge.stage.enter("agents", &served.code_for("bene").await).await;
    judge.judges("empty-room").await;
    let room = judge.stage.page.new_tab().await;
    judge.stage.enter("colleague", &served.code_for("lurdes").await).await;
    judge.stage.write("Bom dia a todos.").await;
    judge.stage.page.new_tab().await;
    judge.stage.enter("nurse", &served.code_for("martine").await).await;
    let reference = requests::file(&judge.stage, "A ficha de seguimento não abre desde manhã.").await;
    judge.stage.page.to_tab(&room).await;
    judge.stage.sees("Bom dia a todos.").await;
    judge.stage.tap("Assumir").await;
    judge.stage.sees(&format!("{reference} · Em curso")).await;
    judge.stage.write(&format!("/nota {reference} A senha mudou ontem.")).await;
    judge.judges("room").await;

    judge.stage.page.resize(360, 640).await;
    judge.opens("#threads-open", "#sheet[open] .item").await;
    judge.judges("threads").await;
    let thread = judge.stage.page.wait_for_text("#sheet .item", &reference).await;
    judge.stage.page.click(&thread).await;
    judge.stage.page.wait_for("body.narrowed").await;
    judge.judges("thread").await;
    judge.ends().await;
}

#[tokio::test]
async fn the_demos_page() {
    let served = Served::demo().await;
    let Some(mut judge) = Judge::before(&served).await else { return };
    judge.stage.page.goto(&format!("{}/demo", served.base)).await;
    judge.stage.page.wait_for("iframe").await;
    judge.judges("demo").await;
    judge.ends().await;
}
