"""Issue 5, sections 3, 4 and 7, and the traps of messages.md §5, with what proves each (as in sentences_sending.py)."""

from collections.abc import Mapping

ANSWERING: Mapping[str, tuple[str, ...]] = {
    "3 link: opaque, hashed at rest, of one hand-over and person, ends with it": (
        "web/links::a_new_referral_leaves_with_a_link_that_the_record_holds_only_as_a_hash",
        "activities/links::what_is_stored_cannot_be_opened_and_what_left_can",
        "web/link_answers::an_answer_during_a_reroute_changes_nothing_and_the_link_is_at_an_end",
        "web/link_answers::a_withdrawn_referral_ends_its_link_before_anybody_is_told",
    ),
    "3 link: plain HTML, no script, 20 kB, Indonesian, large buttons": (
        "web/phone::every_page_is_small_needs_no_script_and_is_readable_on_a_phone_and_a_desktop",
        "web/links::every_page_is_small_and_carries_its_headers",
    ),
    "3 link: code, kind and due time, nothing about the child": (
        "web/links::the_page_shows_code_kind_and_due_time_and_no_button_to_a_device_nobody_knows",
    ),
    "3 link: a PIN or a code once per device; 30 days by a signed cookie": (
        "web/link_answers::a_pin_is_set_once_with_a_code_to_the_known_number_and_then_one_tap_accepts",
        "web/link_entry::a_device_is_remembered_for_thirty_days_and_its_cookie_is_nowhere_in_the_record",
        "web/link_entry::a_made_up_cookie_is_no_device",
    ),
    "3 detail: always a code, default sharing only, logged, never cached": (
        "web/link_detail::each_reading_needs_a_fresh_code",
        "web/link_detail::an_agency_sees_what_its_group_is_given_and_nothing_else",
    ),
    "3 GET and HEAD never change state; 1,000 scanner visits": (
        "web/phone::100_visits_with_chromium_half_with_script_and_900_by_get_and_head_change_no_row",
        "web/link_scanners::a_thousand_visits_of_scanners_change_nothing",
        "web/webhooks::nothing_but_a_post_changes_anything",
    ),
    "3 six answers in two taps, undo for ten minutes, what happens next": (
        "web/phone::a_link_is_accepted_in_two_taps_the_receipt_says_what_comes_and_undo_works",
        "web/phone::a_remembered_device_answers_in_at_most_two_taps",
        "web/link_answers::an_acceptance_is_undone_within_ten_minutes_and_not_after",
        "web/link_answers::nothing_is_undone_once_somebody_has_acted_on_it",
    ),
    "3 reply: keyword and code of the same person and number; several tasks": (
        "policy/reply::there_is_no_instruction_without_a_keyword_and_a_valid_code",
        "activities/inbound::a_code_works_only_for_the_number_it_was_sent_to",
        "activities/inbound::two_codes_in_one_text_are_two_answers",
    ),
    "3 reply: a table of at least 200": (
        "policy/reply::the_table_of_replies_is_long_enough_to_mean_something",
        "policy/reply::a_reply_says_what_is_to_be_done",
        "policy/reply::a_text_that_could_mean_something_else_changes_nothing_and_says_why",
    ),
    "3 reply: not understood: two things that work, a person after the second time": (
        "activities/unread::the_line_names_the_two_things_that_work",
        "activities/unread::the_second_text_of_a_day_is_read_by_a_person_and_says_so",
    ),
    "3 reply: 0 changes over 200,000 generated texts": (
        "policy/reply::no_generated_text_without_keyword_and_code_changes_a_hand_over",
        "bench/replies.py::changing",
    ),
    "3 mail: a reply goes to the desk, never guessed": (
        "web/desk_mail::a_reply_by_mail_lies_on_the_desks_list_and_changes_nothing",
        "web/desk_mail::a_machines_mail_is_never_an_answer",
    ),
    "3 on behalf: who said it and who wrote it down": (
        "commands/on_behalf::both_names_and_the_way_are_kept",
        "activities/calls::an_answer_by_telephone_says_who_said_it_and_who_wrote_it_down",
    ),
    "3 inbound: signature, dedupe, limit, stored before 200, delivered once, hourly look": (
        "web/webhooks::without_the_providers_signature_nothing_is_stored",
        "web/webhooks::the_same_text_sent_again_is_stored_once_and_answered_alike",
        "web/webhooks::what_is_over_64_kilobytes_is_refused",
        "web/webhooks::a_text_is_stored_before_it_is_acknowledged",
        "activities/answers_meet::a_text_brought_by_many_relays_at_once_is_one_answer",
        "activities/missed::texts_that_came_while_the_web_process_was_down_are_all_found_once",
    ),
    "4 five open tasks are one message with one link": (
        "activities/merging::five_reminders_at_one_opening_are_one_message_with_one_link",
        "web/links::a_message_about_all_tasks_opens_my_tasks_behind_the_pin",
    ),
    "4 quiet hours except darurat": (
        "activities/quiet_hours::a_holder_is_told_now_or_when_the_doors_open",
        "activities/compose::an_emergency_rings_at_night_only_for_staff_and_24_hour_contacts",
    ),
    "4 digests by a schedule": (
        "activities/digests::an_agency_hears_as_its_day_begins_how_its_tasks_stand",
        "activities/digests::a_manager_hears_what_needs_one_who_is_unreachable_and_which_channel_is_down",
        "workflows/periodic::each_job_is_done_at_once_and_asked_for_twice_there_is_one_schedule",
    ),
    "4 a cap; darurat by telephone; over it the digest and the superior": (
        "policy/quiet::the_eleventh_message_of_a_day_is_left_to_the_digest",
        "activities/noise::above_its_texts_an_emergency_goes_on_by_telephone",
        "activities/digests::over_the_limit_of_a_day_the_digest_and_once_the_superior",
    ),
    "4 BERHENTI": (
        "activities/stopping::the_deputy_takes_the_tasks_and_everybody_who_must_know_is_told",
        "activities/stopping::without_a_deputy_who_can_be_reached_the_task_stays_and_the_desk_sees_it",
    ),
    "4 duty roster and absence": (
        "activities/noise::a_task_for_somebody_absent_goes_to_the_deputy_at_once",
        "policy/on_duty::every_rung_of_an_emergency_goes_to_duty_officer_and_duty_manager_as_well",
    ),
    "4 seen, never taken for an answer": (
        "web/links::seen_is_kept_with_the_message_and_told_to_the_case_once_and_is_no_answer",
        "web/links::a_browser_that_only_looks_ahead_has_not_seen_anything",
    ),
    "4 enrolment proves a number, again every 90 days; an unproved one is shown": (
        "commands/people::the_code_read_out_proves_the_number_for_90_days",
        "activities/enrolment::a_week_before_its_end_a_proof_is_asked_again_once_at_the_opening",
        "activities/enrolment::a_code_that_nobody_answers_is_told_once_to_the_superior",
        "commands/people::an_unproved_number_is_shown_and_a_proved_one_is_not",
    ),
    "4 a removed person's links and devices end at once": (
        "web/link_entry::links_and_devices_of_somebody_removed_end_at_once",
        "models/leaving::loading_the_pack_ends_them_in_the_same_transaction",
    ),
    "4 the list before a closure, the choice before a closed holder": (
        "activities/lists::holder_and_managers_are_told_the_codes_and_nothing_else",
        "activities/lists::a_referral_that_came_through_another_door_asks_its_sender",
    ),
    "7 a landline or too short": (
        "notifications/phones::a_number_that_receives_no_texts_is_refused",
        "notifications/phones::what_is_no_number_is_refused_in_both_languages",
        "units/findings::a_planted_error_is_found_on_its_line[a landline for the phone]",
    ),
    "7 foreign": ("notifications/phones::a_mobile_number_of_another_country_is_kept",),
    "7 shared without the mark": (
        "units/findings::a_planted_error_is_found_on_its_line[a number of two people]",
        "web/link_detail::a_shared_number_needs_the_persons_own_pin_as_well",
        "web/link_shared::by_a_shared_number_a_pin_is_made_anew_only_after_the_desk_has_ended_it",
    ),
    "7 recorded on the case as household": (
        "activities/kept_out::a_recorded_number_takes_the_task_from_whoever_has_it",
    ),
    "7 an address without MX": (
        "notifications/mx::what_the_name_server_says_is_taken_at_its_word",
        "commands/mail_check::a_domain_that_takes_no_mail_is_named_with_its_people",
    ),
    "7 an address with a newline": (
        "units/findings::a_planted_error_is_found_on_its_line[a mail address with a line break]",
        "notifications/mail::what_is_not_one_plain_address_is_refused_before_anybody_is_asked",
    ),
    "7 an unknown placeholder": ("notifications/template_rules::an_unknown_placeholder_is_named",),
    "7 a non-GSM character": ("notifications/template_rules::a_character_outside_gsm_in_a_template_is_named",),
    "7 a value with markup": (
        "notifications/template_rules::markup_in_a_value_is_words",
        "notifications/html::markup_in_a_value_stays_words",
    ),
    "7 a value with bidi marks": (
        "notifications/template_rules::a_hidden_mark_in_a_value_is_refused_by_its_name_in_text_and_mail",
    ),
    "7 a value with a newline": ("notifications/template_rules::a_line_break_in_a_value_writes_no_line_of_its_own",),
    "7 a value that is a stored name": (
        "policy/privacy::a_name_planted_in_any_value_of_any_template_never_leaves",
        "activities/privacy::an_agency_named_after_the_childs_village_is_not_named_in_a_text",
    ),
    "7 a token altered by one character": ("web/links::a_token_altered_by_one_character_opens_nothing",),
    "7 a token expired": ("web/link_answers::a_withdrawn_referral_ends_its_link_before_anybody_is_told",),
    "7 a token of another person": ("web/links::a_cookie_of_another_person_does_not_act",),
    "7 PIN wrong five times": (
        "web/link_entry::a_pin_wrong_five_times_is_locked_for_fifteen_minutes_and_its_person_is_told",
    ),
    "7 two answers at the same instant from two channels": (
        "activities/answers_meet::the_same_answer_from_two_channels_at_once_counts_once_and_the_other_hears_so",
        "activities/answers_meet::two_different_answers_at_once_are_taken_one_after_the_other",
        "web/link_answers::two_answers_at_once_from_two_channels_are_one_change_and_one_sentence",
    ),
    "7 an answer during a re-route": (
        "activities/answers_meet::an_answer_during_a_re_route_is_refused_to_the_old_holder_and_taken_from_the_new",
        "activities/ended::an_answer_to_a_hand_over_withdrawn_during_sending_changes_nothing_and_is_told_why",
    ),
    "7 a callback of last year": ("web/old_callbacks::a_delivered_message_of_last_year_stays_delivered",),
    "7 Twilio credentials wrong at start": (
        "activities/breaker::with_wrong_credentials_nothing_is_sent_and_nothing_lost_and_a_sentence_says_why",
        "notifications/channels::wrong_credentials_are_our_own_fault",
    ),
    "done: the tour has link, WhatsApp, telephone, a refusal, somebody unreachable": (
        "instance/tour::the_tour_is_answered_behind_a_link_and_by_telephone",
        "instance/tour::the_tour_reaches_people_who_answer_refuse_and_are_not_there",
    ),
}
