//! 进展：how far a thing has come, in the same four words for everything that has states of its own, so that lists of
//! different things can be read alike.

/// 进展
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// 待办：somebody must say or do something before it goes on.
    Awaited,
    /// 进行中：on its way, nothing to do but wait.
    UnderWay,
    /// 未办成：it came back, and something else must be done.
    Failed,
    /// 已了结
    Over,
}
