//! What people in Mozambique are called, folded: given names and family names that phones write in small letters. Only
//! used to hide them where text leaves for a group, so that a word too many does no harm.

use std::{collections::HashSet, sync::LazyLock};

/// Whether a folded word is a given name or a family name.
#[must_use]
pub fn is_name(folded: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> =
        LazyLock::new(|| GIVEN.split_whitespace().chain(FAMILY.split_whitespace()).collect());
    NAMES.contains(folded)
}

const GIVEN: &str = "
abel abdul abdala abilio adelaide adelia adelino adelina adriano afonso agostinho aida aissa albertina alberto albino
alcinda alda alexandre alfredo alice alima amade amelia americo amelina amina amisse ana anabela andre angela angelina
angelica aniceto antonia antonio argentina arlindo armando arnaldo artur assane assia atija augusta augusto aurelio
aurora beatriz belmira belinha benedita benedito benilde benjamim bento bernardo bibiana calisto camila candida carla
carlota carlos carmen carolina catarina celeste celestino celia celina cesar chabane chadreque clara claudia cristina
custodia custodio dalva daniel david delfina delfim dinis domingas domingos dulce edite edmundo eduardo elena elias
elisa elsa emilia ernesto esmeralda ester etelvina eugenia eugenio eulalia eva fabiao fatima faustino felicidade felix
felizarda fernanda fernando filipe filomena flora florinda francisca francisco gabriel genoveva georgina geraldo germano
gilda gloria graca graciete guilherme helena helio henrique hermenegildo hilario hortencia ilda ines inacio irene isabel
isac ismael ivone ivo jaime januario jeremias joana joao joaquim joaquina joaninha jonas jorge jose josefa josefina
josina judite julia juliana julieta julio juma laura lazaro leonardo leonor leopoldina lidia lina lino lourdes lourenco
lucas lucia luciana lucilia luis luisa luiz luiza macario madalena mafalda manuel manuela marcelina marcelino marcos
margarida maria mariamo mariana mario marta martins mateus matilde mauricio milagrosa miguel momade muanacha mussa
narciso natalia nelia nelson noemia norberto ofelia olga olinda orlando osvaldo palmira pascoal patricia paula paulina
paulo pedro rabia rachide rafael raimundo raquel raul rebeca ricardo rita roberto rodrigues rosa rosalina rosaria rosita
rui ruth sabina salimo salvador samira samuel sara saide sebastiao selma sergio silvestre silvia simao sofia sonia
suzana tania telma teresa tiago tomas tome ussene valentim vasco vera veronica vicente victor virginia vitorino
wilson xavier yolanda zacarias zaida zainabo zaquia zeferino zelia zita zubaida zuleica
";

const FAMILY: &str = "
abdula alfandega amisse antonio bila boane bucuane cavele chauque chavana chaquisse chemane chiau chicamisse chilaule
chilengue chirindza chissano chissico chivambo chongo cossa cuamba cuinhane cumbane cumbe cuna cuamba dimande
dzimba faquira fumo gove guambe guirrugo guilundo guivala gume inguane jamal jamisse jossias langa lichucha livele
lopes macamo macandza macaringue machado machava machel machiana macia macie macuacua macuvele madeira mabasso mabjaia
mabote mabui mabunda magaia magule mahumane mahanjane majate malate maluleque mandlate manhica manhique manjate
mapilele mapsanganhe maposse marrengula marrime massango massingue massinga matavele mathe matola matsimbe
matsinhe matusse mavie mavila maunze mazive mboa mbanze mbebe mbie mocumbi mondlane monjane muchanga mucavele mucache
mugabe muhate muianga muchave mula mulungo munguambe munjovo mussagy mutemba mutisse mutola namburete namuali ndlovu
neves ngovene nguenha nhabinde nhaca nhacolo nhamirre nhampossa nhancale nhantumbo nhatave nhavene nhone nhumaio
nuvunga pelembe pinto quive ribeiro rungo saide saranga sengulane sigauque simango simbine sitoe sitole sumbane tamele
tembe timana tinga tivane tovela ubisse uamusse uaciquete uate uqueio vilanculo vilanculos wate xavier xerinda zandamela
zavala zimba zita zitha zunguze zunguza
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn the_names_are_folded() {
        for word in GIVEN.split_whitespace().chain(FAMILY.split_whitespace()) {
            assert_eq!(fold(word), word);
        }
        assert!(is_name("macuacua") && is_name("fatima") && !is_name("relatorio"));
    }
}
