//! Makes ids of names.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The most letters of an id that is made of a name.
const LONGEST: usize = 60;

/// The letters and digits of a text that may stand in an id, in small letters, with hyphens between words. Letters lose their accents, and some
/// are written as others: "Göttingen" is `gottingen`, and "Gießen" is `giessen`. Hangul and other scripts have no letters for ids.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.trim().chars() {
        if slug.len() >= LONGEST {
            break;
        }
        if letter.is_alphanumeric() {
            decompose_compatible(letter, |part| push(&mut slug, part));
        } else {
            push(&mut slug, letter);
        }
    }
    // The last letter may have become two.
    slug.truncate(LONGEST);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Adds what stands in an id for a letter or an accent of its own.
fn push(slug: &mut String, letter: char) {
    if letter.is_ascii_alphanumeric() {
        slug.push(letter.to_ascii_lowercase());
    } else if let Some(letters) = spelled(letter) {
        slug.push_str(letters);
    } else if !is_combining_mark(letter) && !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

/// How a letter that Unicode does not take apart into a letter and an accent is written with the letters of ids.
const fn spelled(letter: char) -> Option<&'static str> {
    Some(match letter {
        'Æ' | 'æ' => "ae",
        'Ð' | 'ð' | 'Đ' | 'đ' => "d",
        'Ə' | 'ə' => "e",
        'Ħ' | 'ħ' => "h",
        'ı' => "i",
        'Ł' | 'ł' => "l",
        'Ŋ' | 'ŋ' => "ng",
        'Ø' | 'ø' => "o",
        'Œ' | 'œ' => "oe",
        'ẞ' | 'ß' => "ss",
        'Ŧ' | 'ŧ' => "t",
        'Þ' | 'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn letters_stand_in_ids_without_their_accents() {
        for (name, id) in [
            ("Göttingen", "gottingen"),
            ("Go\u{308}ttingen 2", "gottingen-2"),
            ("GIEẞEN", "giessen"),
            ("São José, Øst", "sao-jose-ost"),
            ("Łódź", "lodz"),
            ("Đà Nẵng", "da-nang"),
            ("Ærøskøbing", "aeroskobing"),
            ("Ǿ Œuvre", "o-oeuvre"),
            ("Þingvellir, Siglufjörður", "thingvellir-siglufjordur"),
            ("İstanbul ısı", "istanbul-isi"),
            ("Ｈａｌｌ　１２", "hall-12"),
        ] {
            assert_eq!(slug(name), id, "{name}");
        }
    }

    #[test]
    fn other_scripts_and_signs_stand_between_words() {
        for (name, id) in [
            ("판교", ""),
            ("판교 A동 2", "a-2"),
            ("\u{1111}\u{1161}\u{11ab} b", "b"),
            ("東京 Hall", "hall"),
            ("Cache™ (new) & Co.", "cache-new-co"),
            ("  Pay_go--42 ", "pay-go-42"),
            ("が a", "a"),
            ("", ""),
        ] {
            assert_eq!(slug(name), id, "{name}");
        }
        assert_eq!(slug(&"ß".repeat(100)), "s".repeat(LONGEST));
        assert_eq!(slug(&format!("{}ß x", "a".repeat(LONGEST - 1))), format!("{}s", "a".repeat(LONGEST - 1)));
        assert_eq!(slug(&format!("{} b", "a".repeat(LONGEST - 1))), "a".repeat(LONGEST - 1), "no hyphen at the end");
    }

    /// Names with signs, accents of both forms, letters that become two, and Hangul.
    const NAMES: &str = "[ -~\\u{a1}-\\u{24f}\\u{300}-\\u{30c}\\u{1e00}-\\u{1eff}가-힣]{0,80}";

    proptest::proptest! {
        #[test]
        fn an_id_has_only_what_may_stand_in_it_and_is_its_own_id(name in NAMES) {
            let id = slug(&name);
            let is_word = |word: &str| {
                !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            };
            proptest::prop_assert!(id.is_empty() || id.split('-').all(is_word));
            proptest::prop_assert!(id.len() <= LONGEST);
            proptest::prop_assert_eq!(slug(&id), id);
        }

        #[test]
        fn a_name_in_another_form_of_unicode_has_the_same_id(name in NAMES) {
            let forms = [name.nfc().collect::<String>(), name.nfd().collect()];
            proptest::prop_assert_eq!(slug(&forms[0]), slug(&forms[1]));
        }
    }
}
