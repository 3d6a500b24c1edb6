"""What each shell runs to complete a line: it hands the line over, and takes up what ``completion.py`` answers.

The shells' own ways: bash is given what it puts in, quoted; zsh and fish quote for themselves.
"""

from __future__ import annotations

BASH = r"""
_hashq_completion() {
    local kind text help
    COMPREPLY=()
    while IFS=$'\t' read -r kind text help; do
        case $kind in
            files) compopt -o default ;;
            folders) compopt -o dirnames ;;
            part) compopt -o nospace; COMPREPLY+=("$text") ;;
            word) COMPREPLY+=("$text") ;;
        esac
    done <<< "$(_HASHQ_COMPLETE=bash COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \
        "${1/#\~/$HOME}" 2>/dev/null)"
}
complete -o nosort -F _hashq_completion hashq
"""

ZSH = r"""
#compdef hashq
_hashq_completion() {
    local kind text help
    local -a whole shown parts
    while IFS=$'\t' read -r kind text help; do
        case $kind in
            files) compset -P '--*='; _files; return ;;
            folders) compset -P '--*='; _files -/; return ;;
            part) parts+=("$text") ;;
            word) whole+=("$text"); shown+=("$text${help:+  -- $help}") ;;
        esac
    done <<< "$(_HASHQ_COMPLETE=zsh COMP_LINE="${(j: :)words[1,CURRENT]}" "${(Q)words[1]}" 2>/dev/null)"
    (( $#whole )) && compadd -U -V hashq -d shown -a whole
    (( $#parts )) && compadd -U -V hashq-parts -S '' -a parts
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _hashq_completion "$@"
else
    compdef _hashq_completion hashq
fi
"""

FISH = r"""
function __hashq_completion
    for line in (env _HASHQ_COMPLETE=fish COMP_LINE=(commandline -cp | string collect) hashq 2>/dev/null)
        set -l told (string split \t -- $line)
        switch $told[1]
            case files
                __fish_complete_path (commandline -ct)
            case folders
                __fish_complete_directories (commandline -ct)
            case '*'
                printf '%s\t%s\n' $told[2] "$told[3]"
        end
    end
end
complete --command hashq --no-files --keep-order --arguments '(__hashq_completion)'
"""

SCRIPTS = {"bash": BASH.lstrip(), "zsh": ZSH.lstrip(), "fish": FISH.lstrip()}
"""By shell."""
