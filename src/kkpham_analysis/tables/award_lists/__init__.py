"""Award lists as people have them: read, understood, asked about, and put into the raw tables.

`understanding` takes a list through the stages below, `answers` asks a person what it leaves open, and `additions`
writes what was understood. A stage imports nothing of a later one; all speak of `entries`, what a list becomes.

meaning : what words mean, whatever list they stand in
    Signs, dates, numbers and titles (`meaning.words`), words that are understood or deny (`meaning.vocabulary`), those
    that say nothing (`meaning.courtesies`), codes (`meaning.codes`), English names (`meaning.english`), a kabupaten and
    a kota in one (`meaning.both`), a type behind its name (`meaning.type_behind`), several names in one
    (`meaning.parting`), a title and a score behind a name (`meaning.behind`), what it was given
    (`meaning.predicates`): so a name becomes a regency of the round (`meaning.names`), and what stands around it is
    understood or is not (`meaning.grounds`). How many sentences and headings say there are
    (`meaning.counts`, `meaning.counts_behind`), and of which year (`meaning.other_years`).
layout : a file as lines, columns and sentences
    Files into lines (`layout.lines`; of a saved page what it shows, `layout.pages`), and these as they are read
    (`layout.whole_lines`): tables side by side one after the other (`layout.side_by_side`), names that were broken
    whole again (`layout.wrapping`, `layout.cell_lines`), tables that were copied cell by cell rows again
    (`layout.copied_cells`), ranks and provinces before names apart
    (`layout.ranks`, `layout.provinces_before`). Then the heads of tables (`layout.heads`) and
    their columns (`layout.columns`, `layout.type_columns`, of scores `layout.score_columns`), sentences
    (`layout.statements`) and footnotes (`layout.footnotes`).
reading : the lines one after the other into entries
    `reading.reader` asks of each whether it is a heading (`reading.heading_lines`, `reading.headings`; with a title
    behind it, `reading.titles_behind`), of a province (`reading.province_headings`; with nothing but its name,
    `reading.bare_headings`), a list of provinces (`reading.listed_provinces`), where a report is from
    (`reading.datelines`), a number of regencies (`reading.counting`) or a row (`reading.rows`), with titles that notes
    give (`reading.told_titles`) and scores (`reading.scores`).
missed : what no name was read in though one may stand there
    Names that a break cut (`missed.cut_names`); then, as `missed.steps` has them, whom a copy of the list is for
    (`missed.copies`), codes (`missed.lone_codes`), all of a province (`missed.whole_provinces`), items
    (`missed.numbering`), officials (`missed.offices`). Last, behind the doubts: names in any line that was not
    understood (`missed.mentions`).
doubts : what speaks against a name that was read
    `doubts.asking` holds each name against its sentence, what stands above it (`doubts.above`) and the name of its
    sheet (`doubts.sheet_names`); titles on the line below (`doubts.titles_below`) or that others have below
    (`doubts.titles_later`), scores below a title (`doubts.scored`). Last, `doubts.guard` looks whether anything was
    passed over, with `doubts.signs`, several titles or marks behind a name (`doubts.several_marks`),
    `doubts.shared_titles`, columns that are not understood (`doubts.unread_columns`), names without the title that
    others have (`doubts.bare_names`), what is taken back (`doubts.taken_back`) and notes on the whole list
    (`doubts.of_all`).
outcome : which names count, and what is told beside them
    `outcome.settling` and `outcome.by_name` hold the doubts against what a person answers; `outcome.all_named` looks
    whether each regency that is named is accounted for, `outcome.two_answers` whether a name has two answers, and
    `outcome.remarks` tells what does not agree within the list.

Which module says how an entry was settled or why it is asked about (`Entry.reason`; in words `lists.reason_…`)::

    meaning.names             name code context prose no_place ambiguous place_or_province other_province other_type
                              not_in_round code_differs no_code in_prose mentions unknown
    meaning.grounds           denied beside
    layout.lines              struck hidden hidden_sheet
    reading.reader            heading header sheet joined dateline date none_here note no_score answer category
                              title_note comment table_head province not_answered read_also
    reading.rows              no_name no_title empty_title other_year
    reading.listed_provinces  other_provinces
    missed.cut_names          cut_off cut_above
    missed.copies             copied
    missed.lone_codes         whose_code no_code
    missed.whole_provinces    whole_province
    missed.numbering          item
    missed.offices            office copied
    missed.mentions           mentions
    doubts.asking             title_above title_beside footnote footnotes nothing may_be_struck
    doubts.sheet_names        in_sheet other_sheets title_above
    doubts.titles_below       title_below empty_title title_in_brackets
    doubts.titles_later       title_later
    doubts.guard              title_near title_beside
    doubts.signs              sign unticked
    doubts.several_marks      several_marks
    doubts.shared_titles      title_shared
    doubts.bare_names         unticked
    doubts.taken_back         denied
    doubts.of_all             beside
    doubts.scored             scored
    doubts.unread_columns     column
    outcome.all_named         mentions aside
    outcome.settling          low_score only_score many_scores number_beside answer
    outcome.by_name           answer_of_other_text
    understanding             no_category not_in_round named_before contradicts other_score number
"""
