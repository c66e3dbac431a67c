
rem :gone ERROR: whether AWS failed with it or answered nothing; 2 to look again.
:gone
call :answered %1
if %errorlevel% neq 0 exit /b 1
if not defined composer_answer exit /b 0
goto :again
