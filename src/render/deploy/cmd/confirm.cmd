
if "%~1"=="--yes" goto :confirmed
set "composer_reply=no"
set /p "composer_reply=Remove all of this? Type yes: "
set "composer_reply=%composer_reply:"=%"
if "%composer_reply%"=="yes" goto :confirmed
>&2 echo error: nothing was removed
set "composer_status=2"
goto :ended
:confirmed
