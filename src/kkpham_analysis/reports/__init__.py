"""How it is handed on: reports that are run and written, answers in the terminal, and what is taken in and told.

Each group of commands ends in a module of its own, which settles what was typed, asks the tables and the measures, and
gives an answer. What they have in common:

in common : what every command needs
    What is asked for, and what is wrong with it (`calls`); the answer, as a table for people and a record for machines
    (`answers`, `plain`), with what it says of made-up rows (`marking`); what is told meanwhile (`progress`); what the
    product is called (`product`), what was typed before a command (`typed`), which rounds there are (`round_facts`),
    and the time where one is given (`given_time`). `building` builds the tables.

A report goes this way:

asked for
    `requests` settles calls, typed or of a plan (`plans`, whose words for many values are in `plan_values`), against
    the facts and what a notebook can be given (`parameters`), with the names of its files
    (`file_names`); `notebooks` says what is particular about a notebook;
    `plan_listing` lists what a plan would make, and `plan_running` makes what is old.
out of date
    `up_to_date` says why a report would be made again, by what it was made from (`made_from`): above all the rows that
    it read (`row_digests`, of what was handed in `submission_rows`).
alone
    `run_lock` lets one command at a time write into a folder of reports; `work_folder` is for what it needs meanwhile,
    and both clear what was left of one that was killed. `run_status` keeps a small file for monitors, and
    `status_answers` says how a plan stands.
run
    `running` makes reports side by side, puts them in their places, and tells what happens (`run_events`), which
    `run_log` says to whoever looks on, or reads it later; `executing` hands their notebooks to papermill, in kernels of
    our own (`kernels`, spoken with by `kernel_waits`), forked from a server where that can be (`warm_kernels`; within
    one, `warm_start`; before any, `warm_server`, and `warm_facts` for what many of them ask, by `warm_asked`), which
    ends with the run (`warm_parent`). Workers of a cluster make them in its place where one is named (`cluster`; within
    one, `cluster_work`).
said
    A notebook ends its cells with the objects of `page`, which hold what `content` says: the facts of a report in
    words, its sources by number (`citing`), its places by every name (`place_keys`).
written
    `document` reads out of an executed notebook what it says, and `forms` writes that in each form, with `template`;
    `writing` puts the files in their places, whole or not at all, and `records` the record beside them.

What is made of reports:

handed on
    Slides (`decks`, with what they take from other notebooks, `slide_parts`); figures and tables alone (`exports`, by
    the names of `export_names`); the page in which all are found (`site`, for commands `site_answers`; `site_page`
    tells whether it is there, and shows what there is).
run again
    `verifying` runs reports from their records and holds both against each other (`comparing`; the files of
    offices `office_moved`), with what was handed on alone (`export_trials`); `verified` tells what moved.

What is answered without a notebook:

asked
    A round (`summaries`), coverage (`coverage`), what is known of indicators (`indicators`), and what is missing or
    disagrees (`checks`).
taken in
    Lists of awards (`list_additions`, in words `list_sayings`), lists of indicators (`indicator_lists`; `list_guard`
    keeps what was answered by one), the synthetic set (`samples`).
handed in
    The workbook to fill in (`submission_template`), files taken in or out (`submissions`), what is stored
    (`submissions_stored`), what is to be mended (`submission_findings`, `submission_waiting`), and the lists that tell
    it to each office (`office_lists`, `office_sheets`).
"""
