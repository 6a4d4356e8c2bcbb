//! A Fluent function that adds a Korean particle to a word. Particles have two forms, and the end of the word decides which form is used.

use fluent_bundle::{FluentArgs, FluentValue};

/// `JOSA($name, "은/는")` returns the name with the correct particle. The first form of the pair follows a consonant, the second a vowel.
///
/// If the sound of the last letter is not known, both forms are written: `Vlad은(는)`.
pub(super) fn josa<'a>(positional: &[FluentValue<'a>], _named: &FluentArgs<'_>) -> FluentValue<'a> {
    let [FluentValue::String(word), FluentValue::String(pair)] = positional else { return FluentValue::Error };
    let Some((closed, open)) = pair.split_once('/') else { return FluentValue::Error };
    let particle = match ending(word) {
        // This pair is an exception: after ㄹ the form is "로", as after a vowel.
        Some(End::Rieul) if closed == "으로" => open.to_owned(),
        Some(End::Rieul | End::Closed) => closed.to_owned(),
        Some(End::Open) => open.to_owned(),
        None => format!("{closed}({open})"),
    };
    format!("{word}{particle}").into()
}

/// The sound at the end of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The word ends in a vowel.
    Open,
    /// The word ends in ㄹ.
    Rieul,
    /// The word ends in another consonant.
    Closed,
}

fn ending(word: &str) -> Option<End> {
    let said = word.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '%');
    let last = said.chars().next_back()?;
    Some(match last {
        // Unicode sorts Hangul syllables so that 28 in a row differ only in their final consonant. Number 0 has none, and number 8 has ㄹ.
        '가'..='힣' => match (u32::from(last) - u32::from('가')) % 28 {
            0 => End::Open,
            8 => End::Rieul,
            _ => End::Closed,
        },
        // Digits and capital letters sound like their Korean names, such as 이, 일, 영 or 에이, 엘, 엠.
        '1' | '7' | '8' | 'l' | 'L' | 'R' => End::Rieul,
        '0' | '3' | '6' | 'm' | 'n' | 'M' | 'N' => End::Closed,
        'g' if said.ends_with("ng") => End::Closed,
        '%' | '2' | '4' | '5' | '9' | 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'A'..='Z' => End::Open,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(word: &str, pair: &str) -> String {
        let value = |text: &str| FluentValue::from(text.to_owned());
        let said = josa(&[value(word), value(pair)], &FluentArgs::new());
        let FluentValue::String(said) = said else { panic!("a text, not {said:?}") };
        said.into_owned()
    }

    #[test]
    fn particles_follow_the_sound() {
        let words = [
            "카카오톡",
            "카카오",
            "멜론",
            "판교 A구역",
            "서울",
            "LINE",
            "KB",
            "ETL",
            "Login",
            "Upbit",
            "39%",
            "구역 3",
            "(가칭) 안양",
        ];
        let told: Vec<String> = words.iter().map(|word| said(word, "은/는")).collect();
        assert_eq!(
            told.join(" "),
            "카카오톡은 카카오는 멜론은 판교 A구역은 서울은 LINE는 KB는 ETL은 Login은 Upbit은(는) 39%는 구역 3은 (가칭) 안양은"
        );
        let to: Vec<String> = ["서울", "안양", "판교"].iter().map(|word| said(word, "으로/로")).collect();
        assert_eq!(to.join(" "), "서울로 안양으로 판교로");
        assert_eq!(said("Upbit", "이/가"), "Upbit이(가)");
    }
}
