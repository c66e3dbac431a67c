setlocal EnableExtensions DisableDelayedExpansion
set "ERRORLEVEL="
set "composer_status=1"
set "composer_missing="
set "composer_unfit="
set "composer_find=%SystemRoot%\System32\find.exe"
set "composer_folder=%TEMP%\cluster-composer-%RANDOM%%RANDOM%"
set "composer_answers=%composer_folder%\answers.txt"
set "composer_errors=%composer_folder%\errors.txt"
if not defined POLL_SECONDS set "POLL_SECONDS=15"
set /a "composer_pings=POLL_SECONDS + 1"
mkdir "%composer_folder%"
if not exist "%composer_folder%" goto :failed
