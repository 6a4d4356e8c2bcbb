//! The window: a session, the views' own memory, and a list of commands.

use std::sync::Arc;

use super::layout;
use crate::session::{Command, Commands, Origin, Session};
use crate::ui::map::MapView;
use crate::ui::style;
use crate::ui::text::Texts;
use crate::ui::theme::Theme;
use crate::ui::timeline::TimelineView;

/// What each view remembers between frames.
#[derive(Default)]
pub(super) struct Views {
    pub map: MapView,
    pub timeline: TimelineView,
}

/// The whole window.
pub struct App {
    session: Session,
    views: Views,
    texts: Texts,
    theme: Theme,
    commands: Commands,
}

impl App {
    /// A window on the scenario that ships as the first.
    #[must_use]
    pub fn new(ctx: &egui::Context) -> Self {
        let theme = Theme::night();
        style::install_fonts(ctx);
        style::install_style(ctx, &theme);
        let scenario = crate::file::load(include_bytes!("../../saves/kakao-2022.ron")).expect("shipped scenarios are whole");
        let session = Session::new(Arc::new(scenario), Origin::Shipped("kakao-2022")).expect("shipped plans fit");
        Self { session, views: Views::default(), texts: Texts::english(), theme, commands: Commands::new() }
    }

    /// What the person is doing.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.session
    }

    fn apply(&mut self, ctx: &egui::Context, command: Command) {
        if let Command::SetNight(night) = command {
            self.theme = if night { Theme::night() } else { Theme::day() };
            style::install_style(ctx, &self.theme);
        }
        self.session.apply(command);
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if let Some(look_at) = self.session.take_look_at() {
            self.views.map.look_at(&look_at, self.session.world());
        }
        let look = crate::ui::Look::new(&self.session, &self.texts, &self.theme);
        layout::window_ui(ui, &look, &mut self.views, &mut self.commands);
        let commands = std::mem::take(&mut self.commands);
        let changed = commands.iter().any(|command| !matches!(command, Command::Hover(_)));
        for command in commands {
            self.apply(ui.ctx(), command);
        }
        let frame_secs = f64::from(ui.input(|input| input.stable_dt));
        if self.session.end_frame(frame_secs) || changed {
            ui.ctx().request_repaint();
        }
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.theme.panel.to_normalized_gamma_f32()
    }
}
