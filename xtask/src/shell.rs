//! Runs other programs. Each command line is printed as a person would type it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::failure::{Failure, Result};

/// The project's root folder.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}

/// A heading between the steps of a command.
pub fn heading(text: &str) {
    println!("\n── {text} ──");
}

/// A program with its arguments, and the environment variables that it needs in addition to ours.
pub struct Plain {
    program: OsString,
    arguments: Vec<OsString>,
    environment: Vec<(String, OsString)>,
}

impl Plain {
    pub fn new<A: AsRef<OsStr>>(
        program: impl AsRef<OsStr>,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        Self {
            program: program.as_ref().to_owned(),
            arguments: arguments
                .into_iter()
                .map(|argument| argument.as_ref().to_owned())
                .collect(),
            environment: Vec::new(),
        }
    }

    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    pub fn args<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.environment
            .push((name.to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Adds folders at the beginning of PATH.
    pub fn path(self, folders: &[PathBuf]) -> Result<Self> {
        if folders.is_empty() {
            return Ok(self);
        }
        let rest = env::var_os("PATH").unwrap_or_default();
        let all = folders.iter().cloned().chain(env::split_paths(&rest));
        let joined = env::join_paths(all)
            .map_err(|error| Failure::new(format!("cannot extend PATH: {error}")))?;
        Ok(self.env("PATH", joined))
    }

    /// The command line a person would type.
    pub fn line(&self) -> String {
        let rest = env::var_os("PATH").unwrap_or_default();
        let rest = rest.to_string_lossy();
        let settings = self.environment.iter().map(|(name, value)| {
            let value = value.to_string_lossy();
            match value.strip_suffix(rest.as_ref()) {
                Some(front) if name == "PATH" => format!("PATH=\"{front}$PATH\""),
                _ => format!("{name}={}", quoted(&value)),
            }
        });
        let words = std::iter::once(&self.program).chain(&self.arguments);
        let words = words.map(|word| quoted(&word.to_string_lossy()));
        settings.chain(words).collect::<Vec<_>>().join(" ")
    }

    /// Runs it in our terminal.
    pub fn run(&self) -> Result<()> {
        println!("$ {}", self.line());
        let status = self.command().status().map_err(|e| self.cannot_start(&e))?;
        if status.success() {
            return Ok(());
        }
        Err(Failure::new(format!("`{}` failed: {status}", self.title())))
    }

    /// Runs it silently and returns its output. `None` if it cannot be run or fails.
    pub fn ask(&self) -> Option<String> {
        let output = self.command().stdin(Stdio::null()).output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        output.status.success().then_some(text)
    }

    /// Runs it and returns its output. Its errors go to our terminal.
    pub fn answer(&self) -> Result<String> {
        println!("$ {}", self.line());
        let output = self
            .command()
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| self.cannot_start(&error))?;
        if !output.status.success() {
            let (title, status) = (self.title(), output.status);
            return Err(Failure::new(format!("`{title}` failed: {status}")));
        }
        String::from_utf8(output.stdout)
            .map_err(|_| Failure::new(format!("`{}` printed no UTF-8", self.title())))
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        command
    }

    pub fn cannot_start(&self, error: &std::io::Error) -> Failure {
        let name = self.name();
        Failure::new(format!("`{name}` cannot be started: {error}"))
            .cure(format!("install {name} and make sure it is on PATH"))
    }

    fn name(&self) -> String {
        let program = Path::new(&self.program);
        let name = program.file_name().unwrap_or(&self.program);
        name.to_string_lossy().into_owned()
    }

    /// A short title: `cargo fmt` for a command with many parts. `npm` alone would say too little.
    fn title(&self) -> String {
        let part = self.arguments.first().map(|part| part.to_string_lossy());
        match part {
            Some(part) if part.starts_with(|c: char| c.is_ascii_lowercase()) => {
                format!("{} {part}", self.name())
            }
            _ => self.name(),
        }
    }
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@+,~%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// The first of these programs on PATH.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    let candidates = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.into_iter().find(|file| is_program(file))
}

pub fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

/// Reads a file of the project. An error names the file.
pub fn read(path: impl AsRef<Path>) -> Result<String> {
    let path = path.as_ref();
    fs::read_to_string(path).map_err(|error| cannot("read", path, &error))
}

/// All files below a folder, by their paths in it, sorted.
pub fn files_below(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inside) = folders.pop() {
        let path = folder.join(&inside);
        for entry in fs::read_dir(&path).map_err(|error| cannot("read", &path, &error))? {
            let entry = entry.map_err(|error| cannot("read", &path, &error))?;
            let name = inside.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(name);
            } else {
                names.push(name.to_string_lossy().into_owned());
            }
        }
    }
    names.sort();
    Ok(names)
}

pub fn cannot(verb: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot {verb} {}: {error}", path.display()))
}

/// The test files of Node in a folder, in order.
pub fn node_tests(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder).map_err(|error| cannot("read", folder, &error))?;
    let mut files: Vec<PathBuf> = files
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.js"))
        .collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_below_their_folder_in_order() {
        let folder = std::env::temp_dir().join(format!("xtask-shell-{}", std::process::id()));
        for name in ["b", "a/c", "a/b/d"] {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "").expect("a file");
        }
        let names = files_below(&folder);
        fs::remove_dir_all(&folder).expect("removed");
        assert_eq!(names, Ok(["a/b/d", "a/c", "b"].map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_line_can_be_typed_again() {
        let plain = Plain::new("cargo", ["test", "a b", "it's"]).env("KEY", "x y");
        assert_eq!(plain.line(), r"KEY='x y' cargo test 'a b' 'it'\''s'");
    }

    #[test]
    fn a_failure_names_the_command() {
        let failure = Plain::new("sh", ["-c", "exit 3"]).run();
        let expected = Failure::new("`sh` failed: exit status: 3");
        assert_eq!(failure, Err(expected));
        assert_eq!(
            Plain::new("/bin/cargo", ["fmt", "--all"]).title(),
            "cargo fmt"
        );
    }

    #[test]
    fn an_extended_path_is_shown_short() {
        let plain = Plain::new("trunk", ["serve"]).path(&[PathBuf::from("/tools/bin")]);
        assert_eq!(
            plain.map(|p| p.line()),
            Ok("PATH=\"/tools/bin:$PATH\" trunk serve".to_owned())
        );
    }
}
