//! Character references (`&amp;`, `&#8217;`, `&#x2019;`), decoded exactly once. Only names that
//! occur in news text are known: those of HTML 4, European letters, fractions, quotation marks. Any
//! other name stays as it was written. All names of HTML would cost eight kilobytes.
//!
//! The widget itself knows the usual names only, and leaves feeds with others to the whole feed
//! reader.

use std::borrow::Cow;

use super::work;

/// Reads the reference that starts with this text's `&`. Returns its character and the rest.
pub(super) fn decode(text: &str) -> Option<(char, &str)> {
    behind_ampersand(text.strip_prefix('&')?)
}

/// Reads a reference behind its `&`. Text that was escaped twice needs this.
pub(super) fn behind_ampersand(body: &str) -> Option<(char, &str)> {
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number);
    }
    // The longest name known has nine letters.
    let end = body.bytes().take(10).position(|byte| byte == b';')?;
    let character = named(body.get(..end)?)?;
    Some((character, body.get(end + 1..)?))
}

/// A whole attribute value with its references decoded.
pub(super) fn decode_all(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    work::add(text.len());
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at_checked(at).unwrap_or((rest, ""));
        decoded.push_str(before);
        match decode(reference) {
            Some((character, after)) => {
                decoded.push(character);
                rest = after;
            }
            None => {
                decoded.push('&');
                rest = reference.get(1..).unwrap_or_default();
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// `8217;` or `x2019;`. The semicolon may be missing, as in browsers.
fn numeric(number: &str) -> Option<(char, &str)> {
    let (radix, digits) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (16, hex),
        None => (10, number),
    };
    let mut after = digits;
    let mut code: Option<u32> = None;
    while let Some(digit) = after.chars().next().and_then(|digit| digit.to_digit(radix)) {
        code = Some(
            code.unwrap_or(0)
                .saturating_mul(radix)
                .saturating_add(digit),
        );
        after = after.get(1..)?;
    }
    let code = code?;
    let character = match code {
        // NUL is never allowed. Numbers that mean Windows-1252 characters in every browser do so
        // here, too.
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9F => *WINDOWS_1252.get(code as usize - 0x80)?,
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some((character, after.strip_prefix(';').unwrap_or(after)))
}

/// Whether a text that has been decoded still has a name that only the whole feed reader may know.
pub(super) fn is_left_in(text: &str) -> bool {
    let mut behind = text.split('&').skip(1);
    !cfg!(feature = "names")
        && behind.any(|rest| {
            let name = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            name > 1 && rest.as_bytes().get(name) == Some(&b';')
        })
}

fn named(name: &str) -> Option<char> {
    let above = |first: u32, at: usize| char::from_u32(first + at as u32);
    if let Some(place) = position(LATIN_1, name) {
        return above(0xA0, place);
    }
    let usual = with_character(USUAL, name);
    if !cfg!(feature = "names") {
        return usual;
    }
    usual.or_else(|| {
        // Nearly all of these exist twice, in capital and small letters.
        let capital = name.starts_with(|first: char| first.is_ascii_uppercase());
        let small = name.to_ascii_lowercase();
        if let Some(place) = position(LATIN_A, name) {
            return above(0x100, place);
        }
        if let Some(place) = position(GREEK, &small) {
            return above(if capital { 0x391 } else { 0x3B1 }, place);
        }
        if let Some(place) = small
            .strip_suffix("cy")
            .and_then(|stem| position(CYRILLIC, stem))
        {
            let first = match (capital, place > 32) {
                (false, _) => 0x430,
                (true, false) => 0x410,
                (true, true) => 0x3E0,
            };
            return above(first, place);
        }
        with_character(OTHERS, name)
    })
}

fn position(list: &str, name: &str) -> Option<usize> {
    let known = list.split(' ').position(|known| known == name);
    known.filter(|_| name != "-")
}

/// The character of a name in a list of names with their characters.
fn with_character(list: &str, name: &str) -> Option<char> {
    list.split(' ').find_map(|known| {
        let mut character = known.strip_prefix(name)?.chars();
        character.next().filter(|_| character.as_str().is_empty())
    })
}

const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The names of U+00A0 to U+00FF, in that order.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy \
reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute \
Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml \
Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
ucirc uuml yacute thorn yuml";

/// The names of U+0100 to U+017F, in that order; `-` for a character without a name.
const LATIN_A: &str = "Amacr amacr Abreve abreve Aogon aogon Cacute cacute Ccirc ccirc Cdot cdot Ccaron ccaron Dcaron \
dcaron Dstrok dstrok Emacr emacr - - Edot edot Eogon eogon Ecaron ecaron Gcirc gcirc Gbreve gbreve \
Gdot gdot Gcedil - Hcirc hcirc Hstrok hstrok Itilde itilde Imacr imacr - - Iogon iogon Idot imath \
IJlig ijlig Jcirc jcirc Kcedil kcedil kgreen Lacute lacute Lcedil lcedil Lcaron lcaron Lmidot \
lmidot Lstrok lstrok Nacute nacute Ncedil ncedil Ncaron ncaron napos ENG eng Omacr omacr - - \
Odblac odblac OElig oelig Racute racute Rcedil rcedil Rcaron rcaron Sacute sacute Scirc scirc \
Scedil scedil Scaron scaron Tcedil tcedil Tcaron tcaron Tstrok tstrok Utilde utilde Umacr umacr \
Ubreve ubreve Uring uring Udblac udblac Uogon uogon Wcirc wcirc Ycirc ycirc Yuml Zacute zacute \
Zdot zdot Zcaron zcaron";

/// The names of U+03B1 to U+03C9, in that order. The name of a capital begins with a capital
/// letter.
const GREEK: &str = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf \
sigma tau upsilon phi chi psi omega";

/// The names of U+0430 to U+045F without the `cy` at their end. The names of capitals begin with
/// capital letters.
const CYRILLIC: &str = "a b v g d ie zh z i j k l m n o p r s t u f kh ts ch sh shch hard y soft e \
yu ya - io dj gj juk ds iuk yi jser lj nj tsh kj - ubr dz";

/// Names that are usual in news, each followed by its character.
const USUAL: &str = "amp& lt< gt> quot\" apos' num# Dagger‡ Prime″ bdquo„ bull• circˆ dagger† \
emsp\u{2003} ensp\u{2002} euro€ frasl⁄ hearts♥ hellip… larr← ldquo“ lrm\u{200E} lsaquo‹ lsquo‘ \
mdash— minus− ndash– oline‾ permil‰ prime′ rarr→ rdquo” rlm\u{200F} rsaquo› rsquo’ sbquo‚ \
thinsp\u{2009} tilde˜ trade™ zwj\u{200D} zwnj\u{200C} OEligŒ oeligœ ScaronŠ scaronš fnofƒ";

/// All other names that are known.
const OTHERS: &str = "excl! percnt% lpar( rpar) comma, period. sol/ colon: semi; equals= quest? \
commat@ NewLine\n alefsymℵ and∧ ang∠ asymp≈ cap∩ clubs♣ cong≅ crarr↵ cup∪ dArr⇓ darr↓ diams♦ \
empty∅ equiv≡ exist∃ forall∀ ge≥ hArr⇔ harr↔ imageℑ infin∞ int∫ isin∈ lArr⇐ lang⟨ lceil⌈ le≤ \
lfloor⌊ lowast∗ loz◊ nabla∇ ne≠ ni∋ notin∉ nsub⊄ oplus⊕ or∨ otimes⊗ part∂ perp⊥ pivϖ prod∏ prop∝ \
rArr⇒ radic√ rang⟩ rceil⌉ realℜ rfloor⌋ sdot⋅ sim∼ spades♠ sub⊂ sube⊆ sum∑ sup⊃ supe⊇ there4∴ \
thetasymϑ uArr⇑ uarr↑ upsihϒ weierp℘ lsqb[ rsqb] lbrack[ rbrack] lcub{ rcub} lowbar_ ast* plus+ \
dollar$ bsol\\ verbar| vert| Tab\t hyphen‐ dash‐ horbar― numero№ check✓ cross✗ star☆ phone☎ \
female♀ male♂ starf★ numsp\u{2007} puncsp\u{2008} hairsp\u{200A} emsp13\u{2004} sung♪ flat♭ \
natural♮ sharp♯ frac13⅓ frac23⅔ frac15⅕ frac25⅖ frac35⅗ frac45⅘ frac16⅙ frac56⅚ frac18⅛ frac38⅜ \
frac58⅝ frac78⅞ half½ lsquor‚ rsquor’ ldquor„ rdquor” AMP& LT< GT> QUOT\" COPY© REG® TRADE™ \
mldr… bullet• checkmark✓ ohmΩ";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(decode_all(text), expected, "{text}");
    }

    #[test]
    fn references_are_decoded_once() {
        for (text, expected) in [
            ("a &amp; b", "a & b"),
            ("&amp;amp; &amp;lt;", "&amp; &lt;"),
            ("&lt;b&gt; &quot;x&quot; &apos;", "<b> \"x\" '"),
            ("&#8217;&#x2019;&#X2019;&#039;", "’’’'"),
            ("&#0000106&#0000097;", "ja"),
            ("&#128;&#133;&#150;&#159;", "€…–Ÿ"),
            (
                "&#0;&#xD800;&#x110000;&#99999999999;",
                "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
            ),
            (
                "&hellip; &eacute;&Eacute;&szlig;&yuml; &nbsp;",
                "… éÉßÿ \u{A0}",
            ),
            ("&rarr;&euro;&scaron;&Scaron;&OElig;", "→€šŠŒ"),
            ("&thinsp;&zwj;&NewLine;", "\u{2009}\u{200D}\n"),
            ("&frac13;&frac78;&half; &ldquor;a&rdquor;", "⅓⅞½ „a”"),
            ("&AMP;&LT;&GT;&QUOT; &COPY;&REG;&TRADE;", "&<>\" ©®™"),
            ("&bullet;&checkmark;&mldr;&ohm;", "•✓…Ω"),
            // Not references: they stay as they are.
            (
                "AT&T &unknown; &; & &# &#; &#x; &amp",
                "AT&T &unknown; &; & &# &#; &#x; &amp",
            ),
            ("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"),
            ("&am; &tim;", "&am; &tim;"),
            ("&é;&日本;", "&é;&日本;"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn letters_of_europe_have_names() {
        check(
            "&Alpha;&alpha;&Omega;&omega;&sigmaf;&sigma;",
            "ΑαΩως\u{3C3}",
        );
        check("&Acy;&acy;&YAcy;&yacy;&IOcy;&iocy;&DZcy;&dzcy;", "АаЯяЁёЏџ");
        check(
            "&Lstrok;&lstrok;&ccaron;&Zcaron;&odblac;&scedil;&imath;",
            "Łłč\u{17D}őşı",
        );
        check("&Eacgr;&cy;&Cy; &-;", "&Eacgr;&cy;&Cy; &-;");
    }

    #[test]
    fn latin_1_names_are_all_there() {
        assert_eq!(LATIN_1.split(' ').count(), 96);
        assert_eq!(LATIN_A.split(' ').count(), 127);
        let others = USUAL.split(' ').chain(OTHERS.split(' '));
        let shortest = others.map(|known| known.chars().count()).min();
        assert_eq!(shortest, Some(3), "a name and one character each");
    }
}
