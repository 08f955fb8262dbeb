//! Joins the client's modules into one script when the desk starts: on 2G each further file costs a phone most of a
//! second. There is no build step, and the modules run in a browser as they are.
//!
//! It knows the few forms that the client uses, each on a line of its own: `import { a } from "./x.js";`,
//! `import * as x from "./x.js";`, and `export` before `const`, `class` and `function`. A module becomes a function
//! that returns what it exports.

use std::fmt::Write;

/// The modules' names and texts, each after those that it imports, as one script.
pub fn join<'a>(modules: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut script = String::from("const M={};\n");
    for (name, text) in modules {
        let mut exported = Vec::new();
        let _ = writeln!(script, "M[\"./{name}\"]=(()=>{{");
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
            script.push_str(&read(line, &mut exported));
            script.push('\n');
        }
        let _ = writeln!(script, "return{{{}}};}})();", exported.join(","));
    }
    script
}

fn read<'a>(line: &'a str, exported: &mut Vec<&'a str>) -> String {
    if let Some((names, from)) = line.strip_prefix("import ").and_then(|rest| rest.split_once(" from ")) {
        return format!("const {}=M[{}];", names.trim_start_matches("* as "), from.trim_end_matches(';'));
    }
    let Some(declared) = line.strip_prefix("export ") else { return line.to_owned() };
    let name = ["const ", "class ", "async function ", "function "].iter().find_map(|kind| declared.strip_prefix(kind));
    exported.extend(name.and_then(|name| name.split([' ', '(']).next()));
    declared.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_become_functions() {
        let one = "// Why.\nexport const a = 1;\nexport async function b(x) {\n  return x;\n}\n";
        let two = "import { a, b } from \"./one.js\";\nimport * as one from \"./one.js\";\n\nb(a, one);\n";
        assert_eq!(
            join([("one.js", one), ("two.js", two)].into_iter()),
            "const M={};\nM[\"./one.js\"]=(()=>{\nconst a = 1;\nasync function b(x) {\nreturn x;\n}\nreturn{a,b};})();\n\
             M[\"./two.js\"]=(()=>{\nconst { a, b }=M[\"./one.js\"];\nconst one=M[\"./one.js\"];\nb(a, one);\nreturn{};})();\n"
        );
    }
}
