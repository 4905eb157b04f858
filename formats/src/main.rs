//! The functions that `loader/widget/formats.js` calls. They exchange bytes through one buffer.

use std::cell::RefCell;

thread_local! {
    /// The feed and behind it its address, then the answer.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// A buffer for this many bytes, for the caller to fill. It moves with the next call of a function.
// SAFETY: the attribute only exports a name. Another function of that name would be an error of the
// linker, because no library of this program exports functions without a prefix.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
extern "C" fn buffer(bytes: usize) -> *mut u8 {
    BUFFER.with_borrow_mut(|buffer| {
        *buffer = vec![0; bytes];
        buffer.as_mut_ptr()
    })
}

/// Reads the feed in the buffer, of which the first `feed` bytes are the feed and the others its
/// address. Then the buffer contains the answer. Returns the answer's length.
// SAFETY: as for `buffer`.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
extern "C" fn answer(feed: usize) -> usize {
    BUFFER.with_borrow_mut(|buffer| {
        let (bytes, base) = buffer.split_at_checked(feed).unwrap_or_default();
        *buffer = formats::answer(bytes, &String::from_utf8_lossy(base)).into_bytes();
        buffer.len()
    })
}

/// Where the buffer is.
// SAFETY: as for `buffer`.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
extern "C" fn place() -> *const u8 {
    BUFFER.with_borrow(Vec::as_ptr)
}

fn main() {}
