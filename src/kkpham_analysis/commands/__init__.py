"""What can be typed after `kkpham`: one module for each group of commands, added in `cli.py`.

A new command goes where its like are; a module here with an `app` of its own is one more line there:

- `facts`: what is known (build, check)
- `questions`: figures asked for at the terminal (summary, coverage)
- `reports`: what is handed on as files (report, run)
- `publishing`: how reports that are there are found, and proved (site, verify)
- `samples`: what is made up for trying things out (sample)
- `indicators`, `awards`, `submissions`: what comes in, each a group with commands of its own

`answering` is what they share, `options` what several of them take, `usage` help and wrong calls in both languages,
`of_notebooks` wrong calls that a notebook explains, `streams` what they are started with and print to. A command parses
what is typed, calls one function of the package, and gives its answer; it imports that function when it is called, so
that help is there at once.
"""
