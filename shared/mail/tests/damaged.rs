//! Damaged messages: no input ends the reader. `examples/fuzz.rs` does the same for hours.

mod damage;

#[test]
fn damaged_messages_are_read() {
    let mut damage = damage::Damage::new(7);
    let messages = (0..3_000).filter(|_| damage::read_it(&damage.next_message())).count();
    assert!(messages > 2_000, "most of them are still messages: {messages}");
}
