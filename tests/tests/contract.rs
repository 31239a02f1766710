//! Which chapter promises what. The same as a table: see the crate's documentation.

contract::promises! { chapter1: ::chapter1::Pool =>
    runs_every_task_once,
    runs_the_tasks_of_many_producers,
    a_task_may_execute_tasks,
    n_tasks_run_at_once,
    drop_waits_for_every_task,
    the_last_handle_may_go_in_a_task,
    a_panic_takes_nothing_with_it,
    drop_waits_though_a_task_panicked,
}

contract::promises! { chapter2: ::chapter2::Pool =>
    runs_every_task_once,
    runs_the_tasks_of_many_producers,
    a_task_may_execute_tasks,
    n_tasks_run_at_once,
    at_most_n_tasks_run_at_once,
    first_in_first_out,
}

contract::promises! { chapter3: ::chapter3::Pool =>
    runs_every_task_once,
    runs_the_tasks_of_many_producers,
    a_task_may_execute_tasks,
    n_tasks_run_at_once,
    at_most_n_tasks_run_at_once,
    first_in_first_out,
    drop_waits_for_every_task,
    the_last_handle_may_go_in_a_task,
    a_panic_takes_nothing_with_it,
    drop_waits_though_a_task_panicked,
    a_panic_may_carry_a_bomb,
    shutdown_hands_the_task_back,
    shutdown_runs_what_is_queued,
    every_shutdown_waits,
    shutdown_in_a_task_returns,
    accepted_or_handed_back,
}

contract::promises! { chapter4: ::chapter4::Pool =>
    runs_every_task_once,
    runs_the_tasks_of_many_producers,
    a_task_may_execute_tasks,
    n_tasks_run_at_once,
    at_most_n_tasks_run_at_once,
    first_in_first_out,
    drop_waits_for_every_task,
    the_last_handle_may_go_in_a_task,
    a_panic_takes_nothing_with_it,
    drop_waits_though_a_task_panicked,
    a_panic_may_carry_a_bomb,
    shutdown_hands_the_task_back,
    shutdown_runs_what_is_queued,
    every_shutdown_waits,
    shutdown_in_a_task_returns,
    accepted_or_handed_back,
    try_execute_wakes_a_worker,
    at_most_capacity_wait,
    execute_waits_for_room,
    shutdown_frees_blocked_producers,
    execute_in_a_task_of_a_full_pool,
}
