//! Keeps what was copied when the window is closed. On X11 a copied text is not stored anywhere: the program that copied it is asked for it
//! whenever somebody pastes, so it is gone with the program. Wayland, Windows and macOS have a clipboard of their own.
//!
//! When the window closes, the same program is started again without a window. It hands the text over to the desktop's clipboard manager, if
//! there is one; if not, it goes on answering until something else is copied or the desktop ends.

use egui::{FullOutput, OutputCommand, Plugin};

/// Remembers the text that was copied last in the window, wherever in the window that was.
#[derive(Debug, Default)]
pub(super) struct Copied(Option<String>);

impl Plugin for Copied {
    fn debug_name(&self) -> &'static str {
        "what was copied"
    }

    fn output_hook(&mut self, _ctx: &egui::Context, output: &mut FullOutput) {
        for command in &output.platform_output.commands {
            match command {
                OutputCommand::CopyText(text) => self.0 = Some(text.clone()),
                OutputCommand::CopyImage(_) => self.0 = None,
                OutputCommand::TextSelectionSettled(_) | OutputCommand::OpenUrl(_) => {}
            }
        }
    }

    fn on_exit(&mut self, _ctx: &egui::Context) {
        if let Some(text) = self.0.take() {
            x11::hand_over(&text);
        }
    }
}

pub use x11::keep;

/// The argument of the command line with which the program keeps a text on the clipboard.
pub const KEEP: &str = "keep-clipboard";

#[cfg(all(unix, not(any(target_os = "macos", target_os = "android", target_os = "emscripten"))))]
mod x11 {
    use std::io::Write;
    use std::os::unix::process::CommandExt;
    use std::process::{Command, Stdio};
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    use arboard::Clipboard;

    use super::KEEP;

    /// How long another program may take to tell what is on the clipboard while the window closes.
    const ANSWER: Duration = Duration::from_millis(500);
    /// How often it is checked whether the text is still wanted.
    const CHECK: Duration = Duration::from_secs(2);

    /// Starts a process that keeps this text on the clipboard, if the text is still there. If that fails, the text is gone with the window,
    /// as without this.
    pub fn hand_over(text: &str) {
        let is_wayland = std::env::var_os("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty());
        if is_wayland || !is_there_soon(text.to_owned()) {
            return;
        }
        let Ok(program) = std::env::current_exe() else { return };
        // The process is in no folder and no terminal of the person, so that both can be closed.
        let mut keeper = Command::new(program);
        keeper.arg(KEEP).current_dir("/").process_group(0);
        let started = keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        if let Some(mut input) = started.ok().and_then(|mut keeper| keeper.stdin.take()) {
            // Nobody waits for the process, because it goes on when this one has ended. If it has ended already, nobody reads the text.
            let _ = input.write_all(text.as_bytes());
        }
    }

    /// Whether this text is on the clipboard. If another program has copied something and does not answer, it is not.
    fn is_there_soon(text: String) -> bool {
        let (sender, answer) = channel();
        let ask = move || sender.send(is_there(&text));
        let asked = thread::Builder::new().name("clipboard".to_owned()).spawn(ask);
        asked.is_ok() && answer.recv_timeout(ANSWER).unwrap_or(false)
    }

    fn is_there(text: &str) -> bool {
        Clipboard::new().and_then(|mut clipboard| clipboard.get_text()).is_ok_and(|there| there == text)
    }

    /// Keeps this text on the clipboard until something else is copied, or until the desktop ends or has taken the text over.
    pub fn keep(text: &str) {
        let put = || -> Option<Clipboard> {
            let mut clipboard = Clipboard::new().ok()?;
            clipboard.set_text(text).ok()?;
            Some(clipboard)
        };
        // When a clipboard is dropped, its text is offered to the clipboard manager.
        drop(put());
        if is_there(text) {
            return;
        }
        let _kept = put();
        while is_there(text) {
            thread::sleep(CHECK);
        }
    }
}

#[cfg(not(all(unix, not(any(target_os = "macos", target_os = "android", target_os = "emscripten")))))]
mod x11 {
    /// The system keeps what was copied.
    pub fn hand_over(_: &str) {}

    /// The system keeps what was copied.
    pub fn keep(_: &str) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_text_that_was_copied_is_remembered() {
        let ctx = egui::Context::default();
        ctx.add_plugin(Copied::default());
        for text in [Some("first"), Some("second"), None] {
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                if let Some(text) = text {
                    ui.ctx().copy_text(text.to_owned());
                }
            });
            output.textures_delta.clear();
        }
        assert_eq!(ctx.plugin::<Copied>().lock().0.as_deref(), Some("second"));
    }
}
