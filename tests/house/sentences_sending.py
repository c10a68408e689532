"""Issue 5, sections 1, 2, 5 and 6, sentence by sentence, with what proves each: `folder/file::name`.

A name of `tests/` is written without `tests/`, `test_` and `.py`; one of `bench/` begins with `bench/`.
"""

from collections.abc import Mapping

SENDING: Mapping[str, tuple[str, ...]] = {
    "1 the state machine of design.md §6": (
        "policy/outbox_states::every_state_is_reached_from_the_first_and_leads_to_known_ones",
        "policy/outbox_states::what_is_written_to_an_outbox_row_is_a_state_of_the_table",
        "activities/carry_out::intent_is_committed_before_the_request_leaves",
    ),
    "1 reconciliation: callback table, then the list, one marked resend, another channel, the desk": (
        "activities/reconcile::a_callback_is_looked_at_before_the_provider_is_asked",
        "activities/reconcile::what_the_provider_took_is_adopted_and_never_sent_twice",
        "activities/reconcile::what_the_provider_never_took_leaves_once_more_on_the_same_channel_marked",
        "activities/reconcile::a_second_unknown_fate_takes_the_next_channel_and_is_marked_too",
        "activities/reconcile::without_another_channel_a_second_unknown_fate_is_the_desks",
    ),
    "1 time-outs on every request": (
        "activities/time_outs::every_request_has_a_time_out_and_ends_before_its_claim",
        "notifications/channels::no_answer_in_time_may_have_been_sent_and_is_not_tried_again",
        "notifications/gateway::no_answer_may_have_been_sent_and_is_not_tried_again",
    ),
    "1 no automatic HTTP retries of a POST": (
        "notifications/channels::a_server_error_may_have_been_sent_and_is_not_tried_again",
        "notifications/gateway::a_second_request_for_the_same_message_is_not_a_second_text",
    ),
    "1 claims safe with several workers": (
        "models/outbox::of_threads_that_take_a_message_at_once_exactly_one_gets_it",
        "activities/settle::threads_that_look_at_one_message_at_once_send_it_once",
        "models/inbox::threads_that_claim_at_once_share_the_rows_and_keep_the_order_of_each_case",
    ),
    "1 lease shorter than the activity's time-out": (
        "activities/time_outs::a_claim_ends_before_the_activity_that_looks_at_it_and_before_a_message_is_asked_about",
    ),
    "1 one table of provider codes per channel": (
        "notifications/twilio_codes::a_listed_code_has_its_remedy",
        "notifications/twilio_codes::unlisted_carrier_errors_pass_and_other_unlisted_codes_do_not",
        "notifications/asking::a_mail_servers_answer_has_its_meaning",
        "notifications/gateway::a_reason_is_kept_as_a_code_and_never_as_it_was_written",
        "activities/remedies::a_filtered_text_is_the_administrators_and_never_goes_that_way_again",
    ),
    "1 failover by a clock; a hard error at once": (
        "activities/fates::the_wait_for_a_final_status_belongs_to_the_urgency",
        "activities/fates::no_final_status_by_its_time_takes_the_next_channel_in_its_own_words",
        "activities/settle::a_refused_message_takes_the_next_channel_at_once_in_its_own_words",
    ),
    "1 the task is read again before a held, queued or repeated message leaves": (
        "activities/settle::what_is_no_longer_true_is_cancelled_and_not_sent",
        "activities/fates::a_failover_by_the_clock_reads_the_task_again",
        "activities/held::a_row_taken_up_again_after_a_crash_is_read_again_first",
    ),
    "1 callbacks change the row, never the history": (
        "web/webhooks::a_receipt_moves_its_message_once",
        "activities/fates::a_receipt_of_failure_takes_the_next_channel_at_once_and_the_case_hears_nothing",
    ),
    "1 signature with a pinned algorithm": (
        "web/pinned_algorithm::another_algorithm_is_refused_whatever_a_header_says",
        "web/pinned_algorithm::ours_is_taken_whatever_a_header_says",
        "web/webhooks::a_signature_is_for_these_fields_and_this_address_only",
    ),
    "1 any order, any number of copies, one final state, never backwards": (
        "models/outbox::contradicting_receipts_give_one_fate_whatever_their_order",
        "models/receipts::words_in_any_order_lead_to_the_highest_and_never_back",
        "web/webhooks::the_same_receipt_many_times_at_once_is_kept_once",
    ),
    "1 unknown or old callbacks are answered 200": (
        "web/old_callbacks::a_callback_for_a_message_nobody_knows_is_taken_and_moves_nothing",
    ),
    "1 asked about after 10 min; every row final or the desk's by its deadline + 5 min": (
        "activities/fates::after_ten_minutes_a_message_is_asked_about_once",
        "activities/every_fate::each_message_is_final_or_on_the_desks_list_five_minutes_after_its_deadline",
    ),
    "1 a provider that is down trips the channel": (
        "activities/breaker::three_errors_of_our_own_in_a_row_trip_a_channel",
        "activities/breaker::a_minute_without_any_answer_trips_a_channel",
        "activities/breaker::further_messages_take_the_next_channel_without_a_request",
        "activities/breaker::the_manager_hears_once_and_by_another_channel",
        "activities/breaker::one_message_a_minute_tries_the_channel_and_its_success_closes_it",
    ),
    "2 Twilio by Messaging Service or number": (
        "notifications/senders::a_messaging_service_is_the_sender_and_no_number_is_named",
        "notifications/senders::a_number_is_the_sender",
        "notifications/senders::receipts_are_asked_for_by_an_opaque_id",
    ),
    "2 WhatsApp: a template outside the window, free text inside": (
        "notifications/whatsapp::within_the_window_the_words_leave_as_they_are",
        "notifications/whatsapp::outside_the_window_the_approved_template_leaves_with_its_values",
        "models/windows::the_window_is_open_for_a_day_less_a_margin",
    ),
    "2 mail: text and HTML, Message-ID, Auto-Submitted, reply-to the desk": (
        "notifications/channels::a_mail_arrives_with_its_id_as_an_automatic_message",
        "notifications/mail::text_and_html_say_the_same_and_markup_stays_words",
        "notifications/mail::the_headers_say_that_nobody_wrote_it_and_whom_to_answer",
    ),
    "2 bounces from DSN mail": (
        "notifications/bounces::a_report_says_what_became_of_the_message",
        "web/mail_hook::a_mail_that_came_back_is_undelivered_and_its_case_hears_of_it_once",
    ),
    "2 a generic HTTP gateway": (
        "notifications/gateway::a_text_is_taken_under_our_own_id_with_its_validity",
        "notifications/gateway::an_aggregator_knows_us_by_a_token",
    ),
    "2 two-way SMS: HMAC, heartbeat, dedupe": (
        "notifications/stamped::another_key_no_key_or_another_body_is_refused",
        "web/phone_hook::texts_with_the_same_message_id_are_two_if_anything_of_them_differs",
        "web/phone_hook::a_retry_two_days_later_in_another_zone_is_the_same_text",
        "activities/gateways::after_twenty_minutes_the_desk_has_an_item_and_the_manager_hears_once_by_another_channel",
        "simulator/channels_together::a_text_by_the_telephone_is_delivered_and_its_answer_is_stored",
    ),
    "2 telephone: the desk's call list, as a command and as a page": (
        "activities/calls::a_message_by_telephone_is_handed_to_the_desk_and_has_its_fate",
        "commands/calls::the_list_says_whom_to_call_and_what_to_say",
        "web/desk_browser::the_list_is_readable_on_a_phone_and_a_desktop",
        "web/desk_browser::with_a_writer_named_the_answer_reaches_the_case",
        "web/desk_browser::enter_in_a_field_answers_for_nobody_even_with_a_writer_named",
        "web/calls_page::the_page_says_whom_to_call_what_to_say_and_nothing_of_a_child",
    ),
    "2 channels in order, language, working hours, deputies, absence": (
        "activities/compose::the_other_channels_of_a_person_stand_by_in_their_order",
        "activities/inbound::lines_back_are_in_the_writers_language",
        "activities/quiet_hours::a_holder_is_told_now_or_when_the_doors_open",
        "activities/noise::a_task_for_somebody_absent_goes_to_the_deputy_at_once",
    ),
    "2 the cost of a message is recorded and summed": (
        "activities/fates::parts_are_counted_at_acceptance_and_prices_asked_for_later",
        "models/channel_figures::each_channel_and_each_currency_is_counted_by_itself",
    ),
    "2 CONTRIBUTING shows how to add a channel": ("house/issue5::contributing_leads_to_every_place_of_a_channel",),
    "5 messages CODE and --person": (
        "commands/messages::a_message_is_shown_with_its_text_its_states_and_why_it_was_sent",
        "commands/messages::a_person_has_all_their_messages_in_one_list",
    ),
    "5 notice CODE, without personal data": (
        "commands/messages::the_proof_of_notice_keeps_six_facts_apart",
        "commands/messages::the_proof_holds_nothing_personal",
    ),
    "5 channels": ("commands/channels::a_script_reads_health_volume_errors_speed_and_spend",),
    "5 templates, both languages, sample and longest values, parts, cost": (
        "commands/channels::every_template_is_shown_with_its_parts_and_its_cost",
        "notifications/gallery::every_message_is_there_in_both_languages_with_both_kinds_of_values",
    ),
    "5 people check": ("commands/people::people_check_names_everybody_who_might_not_be_reached",),
    "6 each fault of the provider and of the mail server": (
        "simulator/faults::a_fault_of_the_provider_looks_to_us_as_it_does_in_life",
        "simulator/faults::a_fault_of_the_mail_server_looks_to_us_as_it_does_in_life",
        "simulator/faults::receipts_come_twice_or_backwards_or_from_somebody_else",
        "simulator/faults::a_slow_provider_is_waited_for_and_a_late_one_takes_what_we_gave_up",
        "simulator/faults::a_name_that_cannot_be_resolved_never_left",
        "simulator/faults::too_many_requests_say_how_long_to_wait",
    ),
    "6 the outbox path killed: none lost, none doubled, the rest marked and counted apart": (
        "chaos/outbox_path::sixty_messages_through_every_fault_and_every_kill_are_neither_lost_nor_doubled",
        "chaos/tally::a_message_is_judged_by_its_copies_its_rows_and_the_last_look",
        "bench/chaos/killing.py::chaos",
    ),
    "6 the whole worker killed": ("bench/chaos/workers.py::workers_killed",),
    "6 the control doubles more than 5 %": (
        "chaos/outbox_path::a_plain_retry_doubles_more_than_one_in_twenty_under_the_same_faults",
    ),
    "6 web down while 200 answers arrive": (
        "chaos/silent_web::what_people_write_to_a_dead_web_process_is_stored_once_when_it_is_back",
        "bench/chaos/silent_web.py::answers_to_a_dead_web",
    ),
    "6 100,000 mutated requests, 1,000 replays": (
        "chaos/forged::thousands_of_mutated_requests_change_nothing",
        "chaos/forged::a_request_sent_again_is_answered_well_and_changes_no_row",
        "bench/chaos/forged.py::forged",
        "bench/chaos/forged.py::replayed",
    ),
    "6 20 messages/s for 10 minutes; 150/s alone": ("bench/flow.py::flow", "bench/sending.py::sending"),
}
