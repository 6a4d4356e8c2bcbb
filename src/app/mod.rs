//! How the program meets the machine: the window, its layout, files, settings, the clock. Holds no logic of the model.

mod layout;
mod start;
mod window;

pub use start::open;
pub use window::App;
