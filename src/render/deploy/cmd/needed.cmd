call :needed
if %errorlevel% neq 0 goto :ended
