pub(crate) fn is_stub(_plain: &str) -> bool {
    false
}
