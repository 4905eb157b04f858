//! Characters that no text on a page needs, whoever wrote it.

/// Control characters, characters that change the direction of the following text even outside the
/// widget, and remains of word processors: object placeholders and private-use characters.
pub fn is_unwanted(character: char) -> bool {
    matches!(character, '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' | '\u{FFFE}' | '\u{FFFF}'
        | '\u{E000}'..='\u{F8FF}')
}
