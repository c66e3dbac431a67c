
rem :need NAME: notes what the environment lacks, and what cmd would change or act on.
:need
if not defined %1 set "composer_missing=%composer_missing% %1"
if not defined %1 exit /b 0
set %1| "%composer_find%" """" >nul
if %errorlevel% equ 0 goto :unfit
set %1| "%composer_find%" "%%" >nul
if %errorlevel% equ 0 goto :unfit
set %1| "%composer_find%" "^" >nul
if %errorlevel% equ 0 goto :unfit
exit /b 0
:unfit
set "composer_unfit=%composer_unfit% %1"
exit /b 0

rem :needed: fails if anything was noted.
:needed
if defined composer_missing >&2 echo error: not set in the environment:%composer_missing%
if defined composer_unfit >&2 echo error: with a quotation mark, percent sign or caret, which cmd cannot pass on:%composer_unfit%
set "composer_status=2"
if defined composer_missing exit /b 1
if defined composer_unfit exit /b 1
set "composer_status=1"
exit /b 0
