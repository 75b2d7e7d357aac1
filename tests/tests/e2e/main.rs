//! Stories through the doors that people use: HTTP as customers and agents call it, mail as they read it, on the local host
//! that runs the template. One file a story; each fails if it leaves anything in a queue.

#![allow(clippy::unwrap_used, reason = "a story that can not go on fails")]

mod harness;

mod a_busy_database_loses_nothing;
mod a_question_is_answered;
mod a_week_at_the_desk;
mod assignment_is_fair;
mod bad_input_is_answered;
mod clocks_are_exact;
mod configuration_is_kept_in_git;
mod conflicts_lose_nothing;
mod delivery_is_repeated;
mod every_request_is_accounted_for;
mod held_mail_is_let_in;
mod links_are_private;
mod mail_comes_and_goes;
mod many_at_once;
mod restarts_lose_nothing;
mod what_fails_is_set_aside;
