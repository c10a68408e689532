"""The traps, the things of our own and the figures of messages.md §5-§7, a part of issue 5, with their proofs."""

from collections.abc import Mapping

FACTS: Mapping[str, tuple[str, ...]] = {
    "trap 1 a resend after a time-out doubles": (
        "activities/reconcile::what_the_provider_took_is_adopted_and_never_sent_twice",
    ),
    "trap 2 dedupe on the id alone loses the final status": (
        "models/outbox::receipts_in_any_order_and_doubled_say_the_same",
        "models/receipts::a_code_is_not_erased_by_a_later_word_without_one",
    ),
    "trap 3 scanners run script and submit forms": (
        "web/link_scanners::a_thousand_visits_of_scanners_change_nothing",
        "web/phone::100_visits_with_chromium_half_with_script_and_900_by_get_and_head_change_no_row",
    ),
    "trap 4 after an outage one message with the true state": (
        "policy/ladder_rules::after_an_outage_each_person_hears_once_and_of_the_true_state",
        "activities/compose::messages_held_overnight_leave_as_one_with_the_newest_words",
    ),
    "trap 5 TERIMA starts the outcome clock and nobody can switch it off": (
        "policy/rules::an_acceptance_starts_the_outcome_clock_and_nobody_can_switch_it_off",
    ),
    "trap 6 finished or withdrawn ends every timer": (
        "policy/rules::a_withdrawn_referral_ends_every_timer_of_its_own",
        "policy/after_the_end::after_the_end_nothing_is_taken",
    ),
    "trap 7 a person may hold many tasks": (
        "activities/inbound::daftar_lists_the_open_tasks_of_the_number",
        "activities/inbound::of_two_codes_the_wrong_one_is_named_and_the_right_one_counts",
    ),
    "trap 8 failover per message, by a clock": (
        "activities/fates::no_final_status_by_its_time_takes_the_next_channel_in_its_own_words",
    ),
    "trap 9 a dead channel is told on another one": (
        "activities/breaker::the_manager_hears_once_and_by_another_channel",
    ),
    "trap 10 loops of automatic replies": (
        "activities/unread::two_machines_that_talk_to_each_other_are_muted_until_a_person_has_seen_to_it",
        "activities/remedies::automatic_lines_to_a_number_in_a_loop_are_muted_until_the_desk_has_seen_to_it",
    ),
    "ours 1 a reminder cancels itself; the due time is recomputed": (
        "activities/settle::what_is_no_longer_true_is_cancelled_and_not_sent",
        "activities/held::a_due_time_that_moved_while_the_message_waited_is_said_as_it_is_now",
    ),
    "ours 2 six separate facts per attempt": ("commands/messages::the_proof_of_notice_keeps_six_facts_apart",),
    "ours 3 the sender sees before referring who is unreachable or away": (
        "commands/people::before_a_referral_the_sender_sees_who_stands_in",
        "commands/people::before_a_referral_the_sender_sees_that_nobody_there_can_be_reached",
    ),
    "ours 4 a refusal comes back with those who can take it": (
        "activities/noise::a_refusal_comes_back_at_once_with_those_who_can_take_it_the_open_and_reachable_first",
    ),
    "ours 5 withdrawn consent kills links and held messages and proves it": (
        "activities/ended::a_withdrawn_consent_cancels_what_waits_at_once_and_says_so",
        "activities/ended::after_a_withdrawal_no_message_of_the_hand_over_leaves_but_that_it_stopped",
        "commands/messages::a_withdrawn_consent_stands_in_both_as_a_cancelled_message_and_never_says_why",
    ),
    "ours 6 the channel that got answers is tried first": (
        "activities/noise::the_way_that_got_an_answer_is_tried_first",
    ),
    "ours 7 a proof of notice without personal data": ("commands/messages::the_proof_holds_nothing_personal",),
    "ours 8 no value equal to a stored name leaves": (
        "policy/privacy::a_name_planted_in_any_value_of_any_template_never_leaves",
    ),
    "ours 9 gaps in duty and missing holidays days ahead": (
        "policy/ahead::a_gap_is_a_managers_task_of_the_unit_with_a_ladder_of_its_own",
        "policy/ahead::a_year_nobody_loaded_is_asked_for_and_the_missing_leave_beside_it",
    ),
    "codes 21617, 21602, 30019, 63005 are impossible": (
        "notifications/own_bugs::no_text_is_empty_or_longer_than_the_provider_takes",
        "notifications/render::a_text_over_one_segment_is_refused",
        "notifications/render::a_missing_value_is_refused_and_not_left_blank",
    ),
    "code 63016: as a template, once": (
        "notifications/whatsapp::words_refused_for_the_hour_are_said_once_more_as_a_template",
        "notifications/whatsapp::they_are_not_said_a_third_time",
    ),
    "code 21610 and its like: opted out, never resent, the supervisor told": (
        "activities/remedies::who_wants_no_more_messages_gets_none_there_and_the_supervisor_hears_it_once",
    ),
    "bad address: person unreachable, a new number asked for": (
        "activities/remedies::a_dead_number_is_remembered_and_who_is_over_the_person_asked_for_another_once",
        "activities/remedies::the_next_message_to_that_person_does_not_try_the_dead_number",
    ),
    "code 14107: automatic lines muted": ("activities/unread::a_loop_the_provider_has_seen_mutes_the_number",),
    "passing: again after 1 and 10 min inside the deadline, then the next channel": (
        "activities/settle::a_passing_failure_is_tried_again_after_one_and_ten_minutes_and_then_by_nobody",
        "activities/settle::a_message_past_its_deadline_is_given_up_unsent",
    ),
    "validity under the rung's length": ("activities/carry_out::a_message_is_valid_no_longer_than_it_is_of_use",),
    "receipts may come 10 h late; an error code is not erased": (
        "models/receipts::a_receipt_ten_hours_late_still_counts",
        "models/receipts::a_code_is_not_erased_by_a_later_word_without_one",
    ),
    "signature over all posted fields, blank ones too, against the configured address": (
        "notifications/signature::blank_fields_are_part_of_what_is_signed",
        "notifications/signature::an_address_counts_with_and_without_its_usual_port",
        "web/genuine_posts::no_text_that_the_provider_posts_is_lost",
    ),
    "mail: signed return path, 5.x permanent except 5.4.4, no answer from a machine": (
        "notifications/mail::the_return_path_names_the_message_and_is_signed",
        "web/mail_hook::a_domain_that_was_not_found_just_now_is_no_wrong_address",
        "web/desk_mail::a_machines_mail_is_never_an_answer",
    ),
    "numbers: type MOBILE only, repaired and shown back": (
        "notifications/phones::a_mobile_number_is_repaired_to_its_international_form",
        "notifications/phones::a_number_that_receives_no_texts_is_refused",
    ),
    "segments as the standard counts them": (
        "notifications/gsm7::exactly_the_characters_of_the_standard_count_as_gsm7",
        "notifications/gsm7::characters_that_double_the_price_are_named",
    ),
    "request time-outs: 30 s to create, 10 s to read": (
        "activities/time_outs::twilio_has_30_seconds_to_create_and_10_to_be_read",
    ),
    "carry_out waits 5 s and leaves the rest to the request's thread": (
        "activities/carry_out::a_slow_request_goes_on_by_itself_and_writes_its_own_result",
    ),
    "noise: 3 texts before escalation, 1 digest, 6 an hour": (
        "policy/quiet::in_a_week_of_many_tasks_nobody_hears_more_than_they_can_bear",
        "activities/digests::asked_as_often_as_one_likes_everybody_hears_once_a_day",
    ),
    "latencies of messages.md §7": ("bench/latencies.py::latencies", "house/issue5::every_latency_has_its_row"),
}
